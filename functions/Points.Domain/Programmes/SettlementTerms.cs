namespace Points.Domain.Programmes;

/// <summary>What merchants owe each other for points.</summary>
/// <param name="FenPer100Points">What the issuer pays for a hundred points.</param>
/// <param name="PlatformFeeRate">The platform's share of that; the honouring merchant gets the rest.</param>
/// <param name="When">Whether the issuer pays when points are consumed or when they are issued.</param>
public sealed record SettlementTerms(Fen FenPer100Points, decimal PlatformFeeRate, SettledWhen When)
{
    /// <summary>The number of points that <see cref="FenPer100Points"/> pays for.</summary>
    public const int PointsPerRate = 100;
}

public enum SettledWhen
{
    Consumed,
    Issued,
}
