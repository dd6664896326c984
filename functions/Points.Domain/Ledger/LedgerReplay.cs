using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// Rebuilds a wallet's lots, pending lots, holds, debts and recently expired lots from its ledger alone. The stored
/// wallet must be equal (law L12).
/// </summary>
public static class LedgerReplay
{
    /// <summary>Replays all entries of a wallet.</summary>
    /// <exception cref="InvalidDataException">An entry takes more points than a lot has.</exception>
    public static Wallet Rebuild(WalletId id, LedgerKey key, MemberFacts facts, IEnumerable<LedgerEntry> oldestFirst) =>
        oldestFirst.Aggregate(Wallet.Open(id, key, facts), Apply);

    /// <summary>The wallet after one more entry.</summary>
    /// <exception cref="InvalidDataException">The entry takes more points than a lot has.</exception>
    public static Wallet Apply(Wallet wallet, LedgerEntry entry)
    {
        var change = entry.DebtChanges.Aggregate(
            new WalletChange(wallet),
            (sum, debt) => sum.AddDebt(debt.OwedTo, debt.Points)
        );
        return ApplyExpiry(change.Wallet, entry) with
        {
            Lots = entry.LotChanges.Aggregate(
                wallet.Lots,
                (lots, lot) => lot.Points > Points.Zero ? lots.Add(lot) : RemoveLot(lots, lot, entry)
            ),
            PendingLots = entry.PendingLotChanges.Aggregate(
                wallet.PendingLots,
                (lots, lot) => lot.Points > Points.Zero ? lots.Add(lot) : RemovePendingLot(lots, lot, entry)
            ),
            Holds = ApplyToHolds(wallet.Holds, entry),
            Sequence = entry.Sequence,
            Head = entry.Hash,
        };
    }

    private static Wallet ApplyExpiry(Wallet wallet, LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Expiry it => wallet.RememberExpired(WalletChange.Negate(entry.LotChanges), it.On),
            EntryKind.Release { Reason: ReleaseReason.Lapsed, On: var on } => wallet.RememberExpired(
                WalletChange.Negate(entry.LotChanges).Where(lot => lot.Points > Points.Zero && lot.HasExpired(on)),
                on
            ),
            EntryKind.Refund { ExpiredUnused: { } expired } => wallet with
            {
                RecentlyExpired = wallet.RecentlyExpired.TakeFrom(expired).Left,
            },
            _ => wallet,
        };

    private static Lots RemoveLot(Lots lots, Lot lot, LedgerEntry entry)
    {
        var (left, taken) = lots.TakeFrom(lot with { Points = -lot.Points });
        return taken == -lot.Points
            ? left
            : throw new InvalidDataException(
                $"entry {entry.EntryId} takes {-lot.Points} points from a lot that has {taken}"
            );
    }

    private static PendingLots RemovePendingLot(PendingLots lots, PendingLot lot, LedgerEntry entry)
    {
        var (left, taken) = lots.TakeFrom(lot with { Points = -lot.Points });
        return taken == -lot.Points
            ? left
            : throw new InvalidDataException(
                $"entry {entry.EntryId} takes {-lot.Points} points from a pending lot that has {taken}"
            );
    }

    private static ImmutableArray<Hold> ApplyToHolds(ImmutableArray<Hold> holds, LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Hold it => holds.Add(
                new Hold.ForReward(it.RedemptionId, entry.HoldChanges, it.RewardId, it.Quantity, entry.At, it.Until)
            ),
            EntryKind.TransferOut it => holds.Add(
                new Hold.InTransit(it.TransferId, entry.HoldChanges, it.Receiver, it.ResumeAt)
            ),
            EntryKind.Confirmation it => holds.RemoveAll(hold => hold.HoldId == it.RedemptionId),
            EntryKind.Release it => holds.RemoveAll(hold => hold.HoldId == it.RedemptionId),
            EntryKind.TransferCompletion it => holds.RemoveAll(hold => hold.HoldId == it.TransferId),
            _ => holds,
        };
}
