using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Refunding;

/// <summary>Takes back what an order earned, first from the order's own lot.</summary>
internal static class OrderLots
{
    /// <summary>
    /// Takes points from the order's own lot, first those that cannot be used yet. Points that expired unused count as
    /// taken. The rest comes from other lots if the terms say so, and the member owes what is missing.
    /// </summary>
    public static PointsTakenBack TakeBack(PendingChange pending, Order order, Points points)
    {
        var days = ExpiryDays(order, pending);
        var (change, own) = (pending.NextChange, Points.Zero);
        foreach (var day in days)
        {
            if (order.CreatePendingLot(points - own)?.WithExpiry(day) is not { } lot)
                break;
            (change, var taken) = change.TakeFromPending(lot);
            own += taken;
        }
        var notYetUsable = own;
        foreach (var day in days)
        {
            (change, var taken) = change.TakeFrom(order.CreateLot(points - own) with { ExpiresOn = day });
            own += taken;
        }
        (change, var expiredUnused) = TakeExpired(
            change,
            [.. days.Select(day => order.CreateLot(points - own) with { ExpiresOn = day })],
            pending.Today
        );
        var expired = expiredUnused?.Points ?? Points.Zero;
        var rest = points - own - expired;
        var others =
            pending.Terms.Earning.RefundsFrom == RefundsFrom.AnyLot
                ? Points.Min(rest, change.Wallet.Lots.Total)
                : Points.Zero;
        var owed = rest - others;
        change = (others > Points.Zero ? change.Take(others) : change).AddDebt(order.MerchantId, owed);
        var pendingPart = notYetUsable > Points.Zero ? $" ({notYetUsable} not yet usable)" : "";
        var unused = expired > Points.Zero ? $", {expired} had expired unused" : "";
        var parts =
            $"{points} points taken back, {own}{pendingPart} from the lot they came to{unused}, {others} from others, "
            + $"{owed} owed";
        return new(
            change,
            own + others,
            expiredUnused,
            new("refund", -own - others, $"{order.RefundedTotal} of {order.Total} refunded in all: {parts}")
        );
    }

    /// <summary>
    /// The expiry days that the order's lot can have, the current one first. Revisions move the day (law L2), but
    /// points that were held at that time keep an earlier one.
    /// </summary>
    private static ImmutableArray<DateOnly?> ExpiryDays(Order order, PendingChange pending)
    {
        var current = order.ExpiresOn;
        var days = ImmutableArray.Create(current);
        foreach (var expiryChange in pending.Terms.ExpiryChanges)
        {
            if (expiryChange.Revision <= order.Revision)
                continue;
            var notifiedAt = pending
                .Wallet.ChangeNotifications.FirstOrDefault(it => it.Revision == expiryChange.Revision)
                ?.At;
            var next = expiryChange.CalculateExpiry(current, notifiedAt);
            if (days.Contains(next))
                continue;
            current = next;
            days = days.Insert(0, current);
        }
        return days;
    }

    /// <summary>Finds points of the order's lot that expired before the member used them.</summary>
    /// <param name="orderLots">The order's lot with each expiry day that it can have, the current one first.</param>
    /// <returns>The part that expired unused, or null; and the wallet that no longer remembers it as expired.</returns>
    private static (WalletChange Change, Lot? ExpiredUnused) TakeExpired(
        WalletChange change,
        ImmutableArray<Lot> orderLots,
        DateOnly today
    )
    {
        foreach (var (index, lot) in orderLots.Index())
        {
            if (lot.ExpiresOn is not { } expiredOn || expiredOn >= today || lot.Points == Points.Zero)
                continue;
            var (left, remembered) = change.Wallet.RecentlyExpired.TakeFrom(lot);
            var hasCurrentDay = index == 0;
            // The wallet forgets lots that expired long ago: all points of such a lot count as expired unused.
            var isForgotten = hasCurrentDay && !Wallet.IsRecentlyExpired(expiredOn, today);
            var points = isForgotten ? lot.Points : remembered;
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

/// <summary>What <see cref="OrderLots.TakeBack"/> did.</summary>
/// <param name="FromLots">The points that left the wallet's lots, open and pending.</param>
/// <param name="ExpiredUnused">The part of the order's lot that had expired unused; null if there was none.</param>
internal sealed record PointsTakenBack(
    WalletChange Change,
    Points FromLots,
    Lot? ExpiredUnused,
    Explanation Explanation
);
