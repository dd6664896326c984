using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Redeeming;

namespace Points.Domain.Stocking;

/// <summary>
/// Sees that pieces come back to their stock when redemptions are undone: it is told before the wallet changes, so that
/// they come back whatever happens after.
/// </summary>
public sealed class StockReturns(IWalletStore wallets, IStock stock)
{
    /// <param name="redemptionIds">That <paramref name="commit"/> may undo.</param>
    public async Task<Outcome> Around(string memberId, IEnumerable<string> redemptionIds, DateTimeOffset now, Func<Task<Outcome>> commit, CancellationToken ct)
    {
        var limited = new List<Redemption>();
        foreach (var id in redemptionIds.Distinct(StringComparer.Ordinal))
            if (await wallets.FindRedemption(memberId, id, ct) is { Reservation: not null } redemption) limited.Add(redemption);
        foreach (var redemption in limited) await stock.Watch(redemption.Reservation!, now, ct);
        var outcome = await commit();
        foreach (var before in limited)
            if (await wallets.FindRedemption(memberId, before.RedemptionId, ct) is { } after) await stock.Settle(before.Reservation!, after.PiecesAt(now), now, ct);
        return outcome;
    }
}
