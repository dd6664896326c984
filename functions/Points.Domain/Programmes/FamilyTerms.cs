namespace Points.Domain.Programmes;

/// <summary>What members of a registered family may give each other: the only transfer there is (law L9).</summary>
/// <param name="PointsPerMonth">The most a member may send in a calendar month.</param>
public sealed record FamilyTerms(Points PointsPerMonth)
{
    /// <summary>Under which what a member has sent is counted in the wallet.</summary>
    public const string SentCounterId = "family:sent";
}

/// <summary>What merchants owe each other for points.</summary>
/// <param name="FenPer100Points">What the issuer pays for a hundred points.</param>
/// <param name="PlatformFeeRate">The platform's share of that; the rest is the honouring merchant's.</param>
/// <param name="When">Whether points are paid for when they are consumed or when they are issued.</param>
public sealed record SettlementTerms(Fen FenPer100Points, decimal PlatformFeeRate, SettledWhen When)
{
    /// <summary>The points that <see cref="FenPer100Points"/> pays for.</summary>
    public const int PointsPerRate = 100;
}

public enum SettledWhen
{
    Consumed,
    Issued,
}

/// <summary>Beside the app's own inbox, through what members are told of changes and expiries.</summary>
public enum NoticeChannel
{
    Sms,
    Push,
}
