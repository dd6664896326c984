namespace Points.Domain.Ledger;

/// <summary>A tier and when it started.</summary>
public sealed record TierSince(string Tier, DateTimeOffset Since)
{
    /// <summary>What the tier was reached by; null after a review, and in wallets from before it was kept.</summary>
    public TierQualification? ReachedBy { get; init; }
}

/// <summary>
/// The spending and the visits by which a tier was reached. A refund of one of these visits reduces them.
/// </summary>
/// <param name="BookedAfter">The number of the wallet's newest entry before the purchase that reached the tier.</param>
/// <param name="WindowStart">The first day whose visits counted.</param>
public sealed record TierQualification(long BookedAfter, DateOnly WindowStart, Fen Spend, int Visits);
