using Points.Domain.Actors;
using Points.Domain.Auditing;

namespace Points.Cosmos.Documents;

/// <summary>An item of the auditors' journal. Only the words of the reason are ever erased from it.</summary>
/// <param name="Chain">The partition: the UTC day and the range, such as <c>2027-03-10~5</c>.</param>
/// <param name="SortKey">Orders all items by time.</param>
internal sealed record JournalItemDocument(
    string Id,
    string Type,
    string Chain,
    long Number,
    string SortKey,
    DateTimeOffset At,
    string Kind,
    ActorRole Role,
    string? Client,
    string? Actor,
    string? Reason,
    string? ReasonDigest,
    string? EntryId,
    string? LedgerKey,
    string? ProgrammeId,
    int? Revision,
    DateOnly? EffectiveOn,
    string? RewardId,
    long? Points,
    string? MerchantId,
    string? Period,
    string? DisputeId,
    bool? IsAccepted,
    string? DocumentId,
    IReadOnlyList<string>? Fields,
    string? FamilyId,
    string? ApprovalId,
    string? ComplaintId,
    string Hash
)
{
    public const string TypeName = "journal-item";

    public static JournalItemDocument From(JournalItem item) =>
        new(
            item.ItemId,
            TypeName,
            item.Chain.ToString(),
            item.Number,
            item.SortKey,
            item.Facts.At.ToUniversalTime(),
            item.Facts.Kind,
            item.Facts.Role,
            item.Facts.Client,
            item.Actor,
            item.Reason,
            item.ReasonDigest,
            item.Facts.EntryId,
            item.Facts.LedgerKey,
            item.Facts.ProgrammeId,
            item.Facts.Revision,
            item.Facts.EffectiveOn,
            item.Facts.RewardId,
            item.Facts.Points,
            item.Facts.MerchantId,
            item.Facts.Period,
            item.Facts.DisputeId,
            item.Facts.IsAccepted,
            item.Facts.DocumentId,
            item.Facts.Fields,
            item.Facts.FamilyId,
            item.Facts.ApprovalId,
            item.Facts.ComplaintId,
            item.Hash
        );

    public JournalItem ToItem() =>
        new(
            JournalChain.Parse(Chain),
            Number,
            Id,
            new(At, Kind, Role, Client)
            {
                EntryId = EntryId,
                LedgerKey = LedgerKey,
                ProgrammeId = ProgrammeId,
                Revision = Revision,
                EffectiveOn = EffectiveOn,
                RewardId = RewardId,
                Points = Points,
                MerchantId = MerchantId,
                Period = Period,
                DisputeId = DisputeId,
                IsAccepted = IsAccepted,
                DocumentId = DocumentId,
                Fields = Fields,
                FamilyId = FamilyId,
                ApprovalId = ApprovalId,
                ComplaintId = ComplaintId,
            },
            Actor,
            Reason,
            ReasonDigest,
            Hash
        );
}
