using System.Security.Cryptography;
using System.Text;

namespace Points.Benchmarks.Peer;

/// <summary>A write of an authenticated caller to a member's wallet.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Fingerprint">The digest of what is asked. Under a used key, nothing else may be asked.</param>
internal sealed record WriteRequest(
    Caller Caller,
    string Member,
    Terms Terms,
    string Key,
    byte[] Fingerprint,
    DateTimeOffset Now
)
{
    private const int GuidBytes = 16;

    /// <summary>A repeated request has the id of the first one, so it finds what that one wrote.</summary>
    public Guid Id { get; } = IdOf(Caller.Subject, Member, Terms.ProgrammeId, Key);

    public DateOnly Today { get; } = Terms.BusinessDateOf(Now);

    /// <summary>The budget's month.</summary>
    public string Period => Today.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Each text comes with its length, so that two lists of texts never read the same.</summary>
    private static Guid IdOf(string caller, string member, string programme, string key)
    {
        var text = $"{caller.Length}:{caller}{member.Length}:{member}{programme.Length}:{programme}{key}";
        return new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, GuidBytes));
    }
}
