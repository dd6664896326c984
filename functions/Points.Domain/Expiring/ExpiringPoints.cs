using Points.Domain.Ledger;

namespace Points.Domain.Expiring;

/// <summary>Points with a last day that is not over: open, pending, or on hold for a reward.</summary>
/// <param name="HeldUntil">When their hold expires; null if they are not held.</param>
internal sealed record ExpiringPoints(Points Points, DateOnly ExpiresOn, DateTimeOffset? HeldUntil)
{
    /// <summary>
    /// Lists a wallet's points in the order of their last days. Points in transit are left out: they are in a wallet
    /// again at once.
    /// </summary>
    public static IEnumerable<ExpiringPoints> ListOf(Wallet wallet, DateOnly today)
    {
        var open = wallet.Lots.Open.Where(lot => lot.ExpiresOn >= today).Select(lot => Of(lot, heldUntil: null));
        // Most wallets have open lots only, which are in this order already.
        if (wallet.PendingLots.All.IsEmpty && wallet.Holds.IsEmpty)
            return open;
        return open.Concat(
                wallet.PendingLots.All.Select(lot => lot.ToLot()).Where(Expires).Select(lot => Of(lot, null))
            )
            .Concat(
                wallet
                    .Holds.OfType<Hold.ForReward>()
                    .SelectMany(hold => hold.Lots.Where(Expires).Select(lot => Of(lot, hold.Until)))
            )
            .OrderBy(it => it.ExpiresOn);

        bool Expires(Lot lot) => lot.ExpiresOn >= today;
    }

    private static ExpiringPoints Of(Lot lot, DateTimeOffset? heldUntil) =>
        new(lot.Points, lot.ExpiresOn!.Value, heldUntil);
}
