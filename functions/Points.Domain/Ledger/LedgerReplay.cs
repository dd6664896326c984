using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// Makes a wallet's points from its ledger alone, starting from nothing: lots, holds, debts and what it remembers of lots that expired. What the wallet says
/// beside must be the same (law L12).
/// </summary>
public static class LedgerReplay
{
    /// <exception cref="InvalidDataException">An entry takes what is not there.</exception>
    public static Wallet Rebuild(WalletId id, MemberFacts facts, IEnumerable<LedgerEntry> oldestFirst) =>
        oldestFirst.Aggregate(Wallet.Open(id, facts), Apply);

    private static Wallet Apply(Wallet wallet, LedgerEntry entry)
    {
        var change = entry.Owed.Aggregate(new WalletChange(wallet), (so, debt) => so.AddDebt(debt.OwedTo, debt.Points));
        return ApplyExpiry(change.Wallet, entry) with
        {
            Lots = entry.LotChanges.Aggregate(
                wallet.Lots,
                (lots, lot) => lot.Points > Points.Zero ? lots.Add(lot) : RemoveLot(lots, lot, entry)
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
            EntryKind.Refund { ExpiredUnused: { } lapsed } => wallet with
            {
                RecentlyExpired = wallet.RecentlyExpired.TakeFrom(lapsed).Left,
            },
            _ => wallet,
        };

    private static Lots RemoveLot(Lots lots, Lot lot, LedgerEntry entry)
    {
        var (left, taken) = lots.TakeFrom(lot with { Points = -lot.Points });
        return taken == -lot.Points
            ? left
            : throw new InvalidDataException(
                $"entry {entry.EntryId} takes {-lot.Points} points of a lot that has {taken}"
            );
    }

    private static ImmutableArray<Hold> ApplyToHolds(ImmutableArray<Hold> holds, LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Hold it => holds.Add(
                new Hold.ForReward(it.RedemptionId, entry.Held, it.RewardId, it.Quantity, entry.At, it.Until)
            ),
            EntryKind.TransferOut it => holds.Add(
                new Hold.InTransit(it.TransferId, entry.Held, it.ToMemberId, it.ResumeAt)
            ),
            EntryKind.Confirmation it => holds.RemoveAll(hold => hold.HoldId == it.RedemptionId),
            EntryKind.Release it => holds.RemoveAll(hold => hold.HoldId == it.RedemptionId),
            EntryKind.TransferCompletion it => holds.RemoveAll(hold => hold.HoldId == it.TransferId),
            _ => holds,
        };
}
