namespace Points.Domain.Ledger;

/// <summary>
/// A member's consent to one redemption by a merchant: a code for a minute, shown at the till. A member has one at a
/// time; a new one ends the one before.
/// </summary>
/// <param name="CodeDigest">The code itself is with the member alone.</param>
/// <param name="Cap">The most points it is good for; null for any number.</param>
public sealed record SpendCode(string MemberId, string CodeDigest, DateTimeOffset Until, Points? Cap) : WalletRecord
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(60);

    public bool Allows(string codeDigest, DateTimeOffset now) => CodeDigest == codeDigest && now < Until;

    public static string DigestOf(string memberId, string code) => Digest.Compute("spend-code", memberId, code);
}

/// <summary>A use of a member's code, which succeeds once, in time, and up to its cap: it is checked as it is used up.</summary>
public sealed record SpendCodeUse(string CodeDigest, Points Points, DateTimeOffset At);
