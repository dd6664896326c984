namespace Points.Domain.Enrolling;

/// <summary>
/// A membership card (会员卡) that a member shows at a till: a code that says who the member is, for 60 seconds, as
/// often as it is read. It moves no points.
/// </summary>
/// <param name="LedgerKey">The key of the member's ledgers, which leads to nobody once the member is erased.</param>
public sealed record CardCode(string LedgerKey, DateTimeOffset Until)
{
    public static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(60);
}

/// <summary>What a card code that a till names says about the member that it names.</summary>
public enum CardCheck
{
    /// <summary>The till names no card code.</summary>
    None,

    /// <summary>The code is this member's, who so agrees that the till sees the balance.</summary>
    Confirmed,

    /// <summary>The code is unknown, has ended, or is another member's.</summary>
    Invalid,
}
