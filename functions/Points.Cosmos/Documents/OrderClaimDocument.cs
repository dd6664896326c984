using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>
/// The claim of a merchant's order number. Its id is a digest of merchant and order under the deployment's key, so it
/// exists once. It names no member: only the ledger's key, which leads to nobody once the member is erased.
/// </summary>
/// <param name="Request">A digest of the entry's id, under the deployment's key.</param>
/// <param name="At">When the claim was made or renewed, in real time.</param>
/// <param name="Ttl">The seconds after which the store deletes the document, counted from its last write.</param>
internal sealed record OrderClaimDocument(
    string Id,
    string Type,
    string LedgerKey,
    string Request,
    DateTimeOffset At,
    int Ttl
)
{
    public const string TypeName = "claim";

    /// <param name="protectedDigest">The digest of merchant and order, under the deployment's key.</param>
    public static string IdOf(string protectedDigest) => "c-" + protectedDigest;

    public StoredOrderClaim ToClaim() => new(LedgerKey, At);
}
