using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>Leads from the key of a member's ledgers to the member. Deleted when the member is erased.</summary>
/// <param name="IsMoved">True while the member is being erased and the ledgers have moved: it leads nobody else.</param>
internal sealed record LedgerKeyDocument(string Id, string Type, string MemberId, bool? IsMoved = null)
{
    public const string TypeName = "ledger";

    public static string IdOf(string ledgerKey) => $"{TypeName}:{ledgerKey}";

    public static LedgerKeyDocument From(LedgerKey key, string memberId) => new(IdOf(key.Value), TypeName, memberId);
}
