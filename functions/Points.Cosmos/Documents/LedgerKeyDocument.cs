using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>Leads from the key of a member's ledgers to the member. Deleted when the member is erased.</summary>
internal sealed record LedgerKeyDocument(string Id, string Type, string MemberId)
{
    public const string TypeName = "ledger";

    public static string IdOf(string ledgerKey) => $"{TypeName}:{ledgerKey}";

    public static LedgerKeyDocument From(LedgerKey key, string memberId) => new(IdOf(key.Value), TypeName, memberId);
}
