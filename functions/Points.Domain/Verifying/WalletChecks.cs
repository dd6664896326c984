using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>Compares a wallet, and what entries say of it, with what the replay of its entries gives.</summary>
internal static class WalletChecks
{
    /// <returns>What the entry says that the wallet had, and it did not; null if nothing.</returns>
    public static string? FindDifference(LedgerEntry entry, Wallet replayed)
    {
        var (after, open) = (entry.After, replayed.Lots.Open);
        if (
            after.MoreLots != Math.Max(0, open.Length - WalletSnapshot.LotsMax)
            || !after.Lots.SequenceEqual(open.Take(WalletSnapshot.LotsMax))
        )
            return $"entry {entry.EntryId} says that other lots were left than the entries leave";
        return after.PendingLots.SequenceEqual(replayed.PendingLots.All.Take(WalletSnapshot.LotsMax))
            ? null
            : $"entry {entry.EntryId} says that other points were pending than the entries leave";
    }

    /// <returns>How the stored wallet differs; null if it does not.</returns>
    public static string? FindDifference(Wallet stored, Wallet replayed)
    {
        if (stored.Sequence != replayed.Sequence)
            return $"the wallet is at entry {stored.Sequence} but the ledger ends with entry {replayed.Sequence}";
        if (stored.Head != replayed.Head)
            return "the wallet has another head than its ledger";
        if (!stored.Lots.Open.SequenceEqual(replayed.Lots.Open))
            return $"the wallet has lots of {stored.Lots.Total} points, other lots than its ledger leaves "
                + $"({replayed.Lots.Total} points)";
        if (!stored.PendingLots.All.SequenceEqual(replayed.PendingLots.All))
            return "the wallet has other pending points than its ledger leaves";
        if (!stored.Holds.Select(Describe).SequenceEqual(replayed.Holds.Select(Describe)))
            return "the wallet has other holds than its ledger leaves";
        if (!stored.Debts.SequenceEqual(replayed.Debts))
            return "the wallet has other debts than its ledger leaves";
        // Wallets from before these lots were remembered have none.
        return
            stored.RecentlyExpired.Open.IsEmpty
            || stored.RecentlyExpired.Open.SequenceEqual(replayed.RecentlyExpired.Open)
            ? null
            : "the wallet remembers other expired points than its ledger has";
    }

    /// <summary>Compares a wallet with what its newest entry says, without a replay.</summary>
    /// <param name="newest">Null if there is no entry yet.</param>
    /// <returns>How the wallet differs; null if it does not.</returns>
    public static string? FindDifference(Wallet stored, LedgerEntry? newest)
    {
        if (newest is null)
            return FindDifference(stored, Wallet.Open(stored.Id, stored.LedgerKey, stored.Facts));
        if (stored.Head != newest.Hash)
            return "the wallet has another head than its ledger";
        var after = newest.After;
        return
            (stored.Lots.Total, stored.PendingLots.Total, stored.Held, stored.Debt)
            != (after.Balance, after.Pending, after.Held, after.Debt)
            ? $"the wallet has {stored.Lots.Total} points, {stored.PendingLots.Total} pending, {stored.Held} held and "
                + $"{stored.Debt} owed, other sums than entry {newest.EntryId} left"
            : FindDifference(newest, stored);
    }

    private static string Describe(Hold hold) =>
        string.Join(
            ';',
            hold.Lots.Select(lot => $"{lot.Points} {lot.ExpiresOn:O} {lot.IssuedBy}")
                .Prepend(
                    hold.Match(forReward: it => $"{it.Until.UtcTicks} {it.Quantity}", inTransit: it => it.Receiver)
                )
                .Prepend(hold.HoldId)
        );
}
