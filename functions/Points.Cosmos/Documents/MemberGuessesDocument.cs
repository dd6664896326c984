using Points.Domain.Enrolling;

namespace Points.Cosmos.Documents;

/// <summary>
/// The people that a till has named and that are not enrolled. Its id is a digest of merchant and till under the
/// deployment's key.
/// </summary>
/// <param name="Named">The beginnings of digests under the deployment's key, so that they name nobody.</param>
/// <param name="Ttl">The seconds after which the store deletes the document, when the last lock has ended.</param>
internal sealed record MemberGuessesDocument(
    string Id,
    string Type,
    IReadOnlyList<string> Named,
    DateTimeOffset Since,
    DateTimeOffset? LockedUntil,
    int Ttl
)
{
    public const string TypeName = "member-guesses";

    private const int DigestLength = 12; // 72 bits are enough to tell the people of one till apart.

    /// <summary>Longer than the longest lock.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    /// <param name="protectedDigest">The digest of merchant and till, under the deployment's key.</param>
    public static string IdOf(string protectedDigest) => "mg-" + protectedDigest;

    /// <param name="protectedDigest">The digest of till and person, under the deployment's key.</param>
    public static string NameOf(string protectedDigest) => protectedDigest[..DigestLength];

    public static MemberGuessesDocument From(string id, MemberGuesses it) =>
        new(
            id,
            TypeName,
            [.. it.Named],
            it.Since.ToUniversalTime(),
            it.LockedUntil?.ToUniversalTime(),
            (int)KeptFor.TotalSeconds
        );

    public MemberGuesses ToMemberGuesses() => new([.. Named], Since, LockedUntil);
}
