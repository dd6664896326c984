using Points.Cosmos.Sealing;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>The lots of a wallet that expire after its first <see cref="WalletDocument.OpenLotsMax"/>.</summary>
internal sealed record MoreLotsDocument(
    string Id,
    string Type,
    string MemberId,
    IReadOnlyList<LotDocument> Lots,
    long Sequence
) : ISealedDocument
{
    public const string TypeName = "more-lots";

    public static string IdOf(string programmeId) => $"{TypeName}:{programmeId}";

    /// <returns>Null if all lots fit into the wallet's own document.</returns>
    public static MoreLotsDocument? From(Wallet wallet) =>
        wallet.Lots.Open.Length <= WalletDocument.OpenLotsMax
            ? null
            : new(
                IdOf(wallet.Id.ProgrammeId),
                TypeName,
                wallet.Id.MemberId,
                LotDocument.From(wallet.Lots.Open[WalletDocument.OpenLotsMax..]),
                wallet.Sequence
            );
}
