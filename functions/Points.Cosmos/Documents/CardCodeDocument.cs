using Points.Domain.Enrolling;

namespace Points.Cosmos.Documents;

/// <summary>
/// A member's card code. Its id is a digest of the code under the deployment's key. It names no member: only the
/// ledger's key.
/// </summary>
/// <param name="Ttl">The seconds after which the store deletes the document. Business time is never slower.</param>
internal sealed record CardCodeDocument(string Id, string Type, string LedgerKey, DateTimeOffset Until, int Ttl)
{
    public const string TypeName = "card-code";

    /// <summary>Longer than a code is valid.</summary>
    private static readonly TimeSpan KeptFor = 2 * CardCode.ValidFor;

    /// <param name="protectedDigest">The digest of the code, under the deployment's key.</param>
    public static string IdOf(string protectedDigest) => "k-" + protectedDigest;

    public static CardCodeDocument From(string id, CardCode it) =>
        new(id, TypeName, it.LedgerKey, it.Until.ToUniversalTime(), (int)KeptFor.TotalSeconds);

    public CardCode ToCard() => new(LedgerKey, Until);
}
