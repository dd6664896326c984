using Points.Domain.Enrolling;

namespace Points.Cosmos.Documents;

/// <summary>
/// The wrong codes of a till. Its id is a digest of merchant and till under the deployment's key. It names no member.
/// </summary>
/// <param name="Ttl">The seconds after which the store deletes the document, when the last lock has ended.</param>
internal sealed record WrongCodesDocument(
    string Id,
    string Type,
    int Count,
    DateTimeOffset Since,
    DateTimeOffset? LockedUntil,
    int Ttl
)
{
    public const string TypeName = "wrong-codes";

    /// <summary>Longer than the longest lock.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    /// <param name="protectedDigest">The digest of merchant and till, under the deployment's key.</param>
    public static string IdOf(string protectedDigest) => "wc-" + protectedDigest;

    public static WrongCodesDocument From(string id, WrongCodes it) =>
        new(
            id,
            TypeName,
            it.Count,
            it.Since.ToUniversalTime(),
            it.LockedUntil?.ToUniversalTime(),
            (int)KeptFor.TotalSeconds
        );

    public WrongCodes ToWrongCodes() => new(Count, Since, LockedUntil);
}
