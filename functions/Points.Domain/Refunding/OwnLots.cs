using System.Collections.Immutable;
using Points.Domain.Accruing;
using Points.Domain.Ledger;
using Points.Domain.Wallets;

namespace Points.Domain.Refunding;

/// <summary>Where what an order earned may be: in its own lot, which may end on another day than it did once.</summary>
internal static class OwnLots
{
    /// <summary>The last days that the order's lot can have, the present one first: what was held when lots were re-dated kept its day.</summary>
    public static ImmutableArray<DateOnly?> Days(Order order, Posting on)
    {
        var days = ImmutableArray.Create(order.ExpiresOn);
        foreach (var redating in on.Terms.Redatings)
        {
            if (redating.Revision <= order.Revision)
                continue;
            var next = redating.DayOf(
                days[0],
                on.Wallet.Tellings.FirstOrDefault(it => it.Revision == redating.Revision)?.At
            );
            if (!days.Contains(next))
                days = days.Insert(0, next);
        }
        return days;
    }

    /// <summary>What had expired of one of the lots unused is gone already.</summary>
    /// <returns>What was taken from what is remembered of expired lots, and what of a lot so counts as expired; null for nothing.</returns>
    public static (Movement Movement, Lot? Lapsed) TakeLapsed(
        Movement movement,
        ImmutableArray<Lot> own,
        DateOnly today
    )
    {
        foreach (var (index, lot) in own.Index())
        {
            if (lot.ExpiresOn is not { } expired || expired >= today || lot.Points == Points.Zero)
                continue;
            var (left, taken) = movement.Wallet.Lapsed.TakeFrom(lot);
            // Of a lot that expired longer ago than is remembered, all counts as expired unused.
            var points = Wallet.IsRemembered(expired, today) || index > 0 ? taken : lot.Points;
            if (points > Points.Zero)
                return (
                    movement with
                    {
                        Wallet = movement.Wallet with { Lapsed = left },
                    },
                    lot with
                    {
                        Points = points,
                    }
                );
        }
        return (movement, null);
    }
}
