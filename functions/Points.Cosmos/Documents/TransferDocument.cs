using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>A transfer of points to another member, stored with the sender.</summary>
internal sealed record TransferDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string FamilyId,
    string ToMemberId,
    IReadOnlyList<LotDocument> Lots,
    string Status,
    DateTimeOffset At
)
{
    public const string TypeName = "transfer";

    public static TransferDocument From(Transfer it) =>
        new(
            it.TransferId,
            TypeName,
            it.FromMemberId,
            it.ProgrammeId,
            it.FamilyId,
            it.ToMemberId,
            LotDocument.From(it.Lots),
            it.Status.ToString(),
            it.At.ToUniversalTime()
        );

    public Transfer ToTransfer() =>
        new(
            Id,
            ProgrammeId,
            FamilyId,
            MemberId,
            ToMemberId,
            LotDocument.ToLots(Lots),
            StoredEnum.Parse<TransferStatus>(Status),
            At
        );
}
