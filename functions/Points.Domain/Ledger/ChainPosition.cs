namespace Points.Domain.Ledger;

/// <summary>Where a check of a ledger has come to: the newest entry that was checked, and the sums after it.</summary>
/// <param name="Head">The hash of that entry; before the first one, the chain's genesis.</param>
/// <param name="Sequence">The number of that entry; 0 before the first.</param>
/// <param name="Debt">The points owed.</param>
public sealed record ChainPosition(string Head, long Sequence, Points Balance, Points Pending, Points Held, Points Debt)
{
    /// <summary>Before a ledger's first entry.</summary>
    public static ChainPosition Start(WalletId wallet, LedgerKey key) =>
        new(HashChain.Genesis(wallet, key), 0, Points.Zero, Points.Zero, Points.Zero, Points.Zero);

    /// <summary>After an entry that was checked: its own sums are then those of all entries up to it.</summary>
    public static ChainPosition After(LedgerEntry entry) =>
        new(entry.Hash, entry.Sequence, entry.After.Balance, entry.After.Pending, entry.After.Held, entry.After.Debt);

    /// <summary>Checks the entry that should follow: its number, its sums, its reason, its hash.</summary>
    /// <returns>The first fault in one sentence; null if there is none.</returns>
    public string? FindFault(LedgerEntry next, LedgerKey key)
    {
        var (after, id) = (next.After, next.EntryId);
        if (next.Sequence != Sequence + 1)
            return $"entry {id} has number {next.Sequence} but number {Sequence + 1} is expected";
        if (Balance + next.Points is var balance && after.Balance != balance)
            return $"entry {id} leaves {after.Balance} points but the entries sum to {balance}";
        if (Pending + next.PendingPoints is var pending && after.Pending != pending)
            return $"entry {id} leaves {after.Pending} pending but the entries sum to {pending}";
        if (Held + Lots.Sum(next.HoldChanges) is var held && after.Held != held)
            return $"entry {id} leaves {after.Held} points held but the entries sum to {held}";
        if (SumDebts(next) is var debt && after.Debt != debt)
            return $"entry {id} leaves {after.Debt} points owed but the entries sum to {debt}";
        if (next.Reason is { } reason && next.ReasonDigest != key.ProtectText(reason))
            return $"entry {id} has a reason that does not match its digest";
        return next.Hash != HashChain.HashOf(next, Head) ? $"entry {id} does not match its hash" : null;
    }

    private Points SumDebts(LedgerEntry next) => next.DebtChanges.Aggregate(Debt, (sum, owed) => sum + owed.Points);
}
