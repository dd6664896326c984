using Points.Domain.Ledger;

namespace Points.Functions.Wallets;

/// <summary>Points of purchases that cannot be used yet, because the goods can still be returned.</summary>
/// <param name="UsableFrom">The first day on which they can be used.</param>
/// <param name="ExpiresOn">The last day on which they can be used; missing if they never expire.</param>
/// <param name="IssuedBy">The merchant that issued them.</param>
internal sealed record PendingLotView(long Points, DateOnly UsableFrom, DateOnly? ExpiresOn, string IssuedBy)
{
    /// <summary>Lots that only their terms distinguish are shown as one.</summary>
    public static IReadOnlyList<PendingLotView> From(IEnumerable<PendingLot> lots) =>
        [
            .. lots.GroupBy(lot => (lot.UsableFrom, lot.ExpiresOn, lot.IssuedBy))
                .Select(group => new PendingLotView(
                    group.Sum(lot => lot.Points.Value),
                    group.Key.UsableFrom,
                    group.Key.ExpiresOn,
                    group.Key.IssuedBy
                )),
        ];
}
