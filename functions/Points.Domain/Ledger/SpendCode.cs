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

    /// <summary>The programme whose points it may spend; null in codes from before they named it: any.</summary>
    public string? ProgrammeId { get; init; }

    /// <summary>The merchant who may use it; null for any that may honour the reward.</summary>
    public string? MerchantId { get; init; }

    /// <summary>The reward that it is for; null for any of the merchant's.</summary>
    public string? RewardId { get; init; }

    /// <summary>
    /// Whether it is the code that was shown, has not ended, and names nothing else than what is asked for.
    /// </summary>
    public bool Allows(string codeDigest, string programmeId, string merchantId, string rewardId, DateTimeOffset now) =>
        CodeDigest == codeDigest
        && now < Until
        && (ProgrammeId ?? programmeId) == programmeId
        && (MerchantId ?? merchantId) == merchantId
        && (RewardId ?? rewardId) == rewardId;

    /// <summary>Whether it may spend so many points.</summary>
    public bool Covers(Points points) => Cap is not { } cap || points <= cap;

    public static string DigestOf(string memberId, string code) => Digest.Compute("spend-code", memberId, code);
}

/// <summary>
/// The use of a spend code. The commit checks that the code is unused, not expired and covers the points.
/// </summary>
public sealed record SpendCodeUse(string CodeDigest, Points Points, DateTimeOffset At);
