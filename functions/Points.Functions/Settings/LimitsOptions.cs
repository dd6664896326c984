using System.ComponentModel.DataAnnotations;

namespace Points.Functions.Settings;

/// <summary>
/// How often one caller may do what needs no permission, or little. Each instance counts for itself, except wrong
/// codes and unknown members. Operators have no limits.
/// </summary>
public sealed class LimitsOptions
{
    public const string Section = "Limits";

    private const int CountMax = 1_000_000;
    private const int UnknownMembersMax = 10_000; // One document names them all, in 15 bytes each.

    /// <summary>Requests without a valid token, a minute, of one address.</summary>
    [Range(1, CountMax, ErrorMessage = "must be from 1 to 1000000")]
    public int AnonymousReadsPerMinute { get; init; } = 1_200;

    /// <summary>Quotes a minute, of one merchant or one member.</summary>
    [Range(1, CountMax, ErrorMessage = "must be from 1 to 1000000")]
    public int QuotesPerMinute { get; init; } = 1_200;

    /// <summary>Requests of one member a minute that may write something.</summary>
    [Range(1, CountMax, ErrorMessage = "must be from 1 to 1000000")]
    public int MemberWritesPerMinute { get; init; } = 120;

    /// <summary>How many of these requests may come at once, after a quiet time.</summary>
    [Range(1, CountMax, ErrorMessage = "must be from 1 to 1000000")]
    public int Burst { get; init; } = 100;

    /// <summary>How many wrong codes lock a till, if they come within the minutes of the lock.</summary>
    [Range(1, CountMax, ErrorMessage = "must be from 1 to 1000000")]
    public int WrongCodes { get; init; } = 10;

    /// <summary>
    /// For how many different people who are not enrolled a till may post purchases, within the minutes of the lock.
    /// </summary>
    [Range(1, UnknownMembersMax, ErrorMessage = "must be from 1 to 10000")]
    public int UnknownMembers { get; init; } = 100;

    /// <summary>For how many minutes a till is locked.</summary>
    [Range(1, 1_440, ErrorMessage = "must be from 1 to 1440")]
    public int WrongCodesLockMinutes { get; init; } = 5;

    /// <summary>
    /// How many proxies of the platform are before the app. The last of them has added the client's address to
    /// <c>X-Forwarded-For</c>; what is before that, callers may have invented. 0 ignores the header.
    /// </summary>
    [Range(0, 10, ErrorMessage = "must be from 0 to 10")]
    public int TrustedProxies { get; init; }
}
