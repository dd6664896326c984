using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Domain.Refunding;

/// <summary>Where what an order earned may be: in its own lot, which may end on another day than it did once.</summary>
internal static class OrderLots
{
    /// <summary>The last days that the order's lot can have, the present one first: what was held when lots were re-dated kept its day.</summary>
    public static ImmutableArray<DateOnly?> ExpiryDays(Order order, PendingChange pending)
    {
        var days = ImmutableArray.Create(order.ExpiresOn);
        foreach (var expiryChange in pending.Terms.ExpiryChanges)
        {
            if (expiryChange.Revision <= order.Revision)
                continue;
            var next = expiryChange.CalculateExpiry(
                days[0],
                pending.Wallet.ChangeNotifications.FirstOrDefault(it => it.Revision == expiryChange.Revision)?.At
            );
            if (!days.Contains(next))
                days = days.Insert(0, next);
        }
        return days;
    }

    /// <summary>What had expired of one of the lots unused is gone already.</summary>
    /// <returns>What was taken from what is remembered of expired lots, and what of a lot so counts as expired; null for nothing.</returns>
    public static (WalletChange Movement, Lot? Lapsed) TakeExpired(
        WalletChange change,
        ImmutableArray<Lot> orderLots,
        DateOnly today
    )
    {
        foreach (var (index, lot) in orderLots.Index())
        {
            if (lot.ExpiresOn is not { } expired || expired >= today || lot.Points == Points.Zero)
                continue;
            var (left, taken) = change.Wallet.RecentlyExpired.TakeFrom(lot);
            // Of a lot that expired longer ago than is remembered, all counts as expired unused.
            var points = Wallet.IsRecentlyExpired(expired, today) || index > 0 ? taken : lot.Points;
            if (points > Points.Zero)
                return (
                    change with
                    {
                        Wallet = change.Wallet with { RecentlyExpired = left },
                    },
                    lot with
                    {
                        Points = points,
                    }
                );
        }
        return (change, null);
    }
}
