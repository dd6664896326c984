namespace Points.Domain.Ledger;

/// <summary>Lets one request book an order: no request of another member may book it meanwhile (decision 28).</summary>
/// <param name="Version">
/// The stored version that only this request knows, so that it can give the claim up; null if the claim is shared with
/// other requests of the same member.
/// </param>
/// <param name="TimeLeft">How long a batch may still begin under the claim, in real time.</param>
public sealed record OrderClaim(RecordKey.Order Order, string? Version, TimeSpan TimeLeft)
{
    /// <summary>How long after the claim was made a batch may begin.</summary>
    public static readonly TimeSpan BookWithin = TimeSpan.FromSeconds(60);

    /// <summary>
    /// When another member's request may take the claim over, if its order is not in the ledger. A batch that began in
    /// time is written long before, and clocks differ by two seconds at most.
    /// </summary>
    public static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a claim is kept after the days in which merchants may report the purchase.
    /// </summary>
    public static readonly TimeSpan KeptAfterLateDays = TimeSpan.FromDays(30);
}
