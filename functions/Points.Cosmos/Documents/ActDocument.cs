using System.Text.Json;
using Points.Domain;
using Points.Domain.Actors;
using Points.Domain.Auditing;

namespace Points.Cosmos.Documents;

/// <summary>
/// Something that somebody did and that no ledger entry records, in the partition of what it changed. Written once and
/// never changed.
/// </summary>
/// <param name="MemberId">The partition in the container <c>wallets</c>; null elsewhere.</param>
/// <param name="ProgrammeId">The programme; also the partition in the container <c>programmes</c>.</param>
/// <param name="Account">The partition in the container <c>settlement</c>; null elsewhere.</param>
internal sealed record ActDocument(
    string Id,
    string Type,
    string? MemberId,
    string? ProgrammeId,
    string? Account,
    ActKind Kind,
    DateTimeOffset At,
    ActorRole By,
    string? Client,
    string? Reason,
    string? LedgerKey,
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
    string? ComplaintId
)
{
    public const string TypeName = "act";

    /// <summary>Adds an act to the batch that does it, and who did it.</summary>
    /// <param name="memberId">The partition in the container <c>wallets</c>; null elsewhere.</param>
    /// <param name="account">The partition in the container <c>settlement</c>; null elsewhere.</param>
    public static void AddTo(AtomicBatch batch, Act? act, string? memberId = null, string? account = null)
    {
        if (act is null)
            return;
        var document = From(act, memberId, account);
        batch.Create(document, DocumentJson.Default.ActDocument);
        if (act.By.Role.IsStaff() || act.By.Subject != memberId)
            batch.Create(
                new(
                    ActorDocument.IdOf(document.Id),
                    ActorDocument.TypeName,
                    memberId,
                    memberId is null && account is null ? act.ProgrammeId : null,
                    account,
                    act.By.Subject
                ),
                DocumentJson.Default.ActorDocument
            );
    }

    /// <summary>The act as the auditors' journal keeps it.</summary>
    /// <param name="subject">The person who did it; null if their name is erased.</param>
    public StaffAction ToStaffAction(string partition, string? subject)
    {
        var facts = new ActionFacts(At, JsonNamingPolicy.KebabCaseLower.ConvertName($"{Kind}"), By, Client)
        {
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
        };
        // The id of an act is random, so it is nobody else's.
        return new($"i-{Digest.Compute("journal-act", Id)}", LedgerKey ?? partition, facts, subject, Reason);
    }

    private static ActDocument From(Act act, string? memberId, string? account) =>
        new(
            $"{TypeName}-{Guid.NewGuid():N}",
            TypeName,
            memberId,
            act.ProgrammeId,
            account,
            act.Kind,
            act.At.ToUniversalTime(),
            act.By.Role,
            act.By.Client,
            act.Reason,
            act.LedgerKey,
            act.Revision,
            act.EffectiveOn,
            act.RewardId,
            act.Points,
            act.MerchantId,
            act.Period,
            act.DisputeId,
            act.IsAccepted,
            act.DocumentId,
            act.Fields,
            act.FamilyId,
            act.ApprovalId,
            act.ComplaintId
        );
}
