using Points.Cosmos.Sealing;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>A transfer of points to another member, stored with the sender.</summary>
/// <param name="ToMemberId">
/// Only in transfers from before ledgers had keys, instead of <paramref name="Receiver"/>.
/// </param>
internal sealed record TransferDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string FamilyId,
    string? ToMemberId,
    IReadOnlyList<LotDocument> Lots,
    string Status,
    DateTimeOffset At,
    string? Sender,
    string? Receiver
) : ISealedDocument
{
    public const string TypeName = "transfer";

    public static TransferDocument From(Transfer it) =>
        new(
            it.TransferId,
            TypeName,
            it.FromMemberId,
            it.ProgrammeId,
            it.FamilyId,
            null,
            LotDocument.From(it.Lots),
            it.Status.ToString(),
            it.At.ToUniversalTime(),
            it.Sender,
            it.Receiver
        );

    public Transfer ToTransfer() =>
        new(
            Id,
            ProgrammeId,
            FamilyId,
            MemberId,
            Sender ?? MemberId,
            Receiver ?? ToMemberId ?? "",
            LotDocument.ToLots(Lots),
            StoredEnum.Parse<TransferStatus>(Status),
            At
        );
}
