namespace Points.Domain.Ledger;

/// <summary>
/// A member's consent to one redemption by a merchant: a code that the member shows at the till, valid for 60 seconds.
/// A new code replaces the member's earlier one.
/// </summary>
/// <param name="CodeDigest">The digest of the code. Only the member has the code itself.</param>
/// <param name="Cap">The most points that the code may spend; null for no limit.</param>
public sealed record SpendCode(string MemberId, string CodeDigest, DateTimeOffset Until, Points? Cap) : WalletRecord
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(60);

    public bool Allows(string codeDigest, DateTimeOffset now) => CodeDigest == codeDigest && now < Until;

    public static string DigestOf(string memberId, string code) => Digest.Compute("spend-code", memberId, code);
}

/// <summary>
/// The use of a spend code. The commit checks that the code is unused, not expired and covers the points.
/// </summary>
public sealed record SpendCodeUse(string CodeDigest, Points Points, DateTimeOffset At);
