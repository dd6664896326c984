using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>
/// A member's tier is that of the newest entry, and no day counts more spending or visits than its orders come to.
/// </summary>
internal static class TierChecks
{
    public static IEnumerable<(string? EntryId, string What)> FindDifferences(StoredLedger ledger)
    {
        if (ledger.Tiers is not { } tiers || ledger.Entries is not [.., var newest])
            yield break;
        var standing = ledger.Wallet.TierStanding;
        // Under other terms, an entry may name the lowest tier for one that these terms no longer have.
        if (
            newest.Revision == tiers.Revision
            && standing.Current is { } current
            && newest.After.Tier is { } tier
            && tiers.Names.Contains(current)
            && tier != current
        )
            yield return (
                newest.EntryId,
                $"the wallet has the tier {current}, but entry {newest.EntryId} left it at {tier}"
            );
        if (ledger.IsErased || !TimeZoneInfo.TryFindSystemTimeZoneById(tiers.TimeZone, out var zone))
            yield break;
        var days = ledger
            .Records.OfType<Order>()
            .ToLookup(order => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(order.OccurredAt, zone).DateTime));
        foreach (var day in standing.Days)
        {
            var spend = days[day.On].Aggregate(Fen.Zero, (sum, order) => sum + SpendOf(order));
            var visits = days[day.On].Count(order => SpendOf(order) > Fen.Zero);
            if (day.Spend > spend || day.Visits > visits)
                yield return (
                    null,
                    $"the wallet counts {day.Spend} and {day.Visits} visits on {day.On:yyyy-MM-dd}, but its orders of "
                        + $"that day come to {spend} and {visits}"
                );
        }
    }

    /// <summary>What was paid in cash and not refunded.</summary>
    private static Fen SpendOf(Order order) => order.Total - order.PaidWithPoints - order.CashRefunded;
}
