using System.Collections.Immutable;
using Points.Domain.Wallets;

namespace Points.Domain.Ledger;

/// <summary>
/// Makes a wallet's points from its ledger alone, starting from nothing: lots, holds, debts and what it remembers of lots that expired. What the wallet says
/// beside must be the same (law L12).
/// </summary>
public static class Replay
{
    /// <exception cref="InvalidDataException">An entry takes what is not there.</exception>
    public static Wallet Of(WalletId id, MemberFacts facts, IEnumerable<LedgerEntry> oldestFirst) =>
        oldestFirst.Aggregate(Wallet.Open(id, facts), Apply);

    private static Wallet Apply(Wallet wallet, LedgerEntry entry)
    {
        var movement = entry.Owed.Aggregate(new Movement(wallet), (so, debt) => so.Owe(debt.OwedTo, debt.Points));
        return Lapse(movement.Wallet, entry) with
        {
            Lots = entry.Moved.Aggregate(
                wallet.Lots,
                (lots, lot) => lot.Points > Points.Zero ? lots.Add(lot) : Without(lots, lot, entry)
            ),
            Holds = HoldsAfter(wallet.Holds, entry),
            Sequence = entry.Sequence,
            Head = entry.Hash,
        };
    }

    private static Wallet Lapse(Wallet wallet, LedgerEntry entry) =>
        entry.Cause switch
        {
            Cause.Expiry it => wallet.Remember(Movement.Out(entry.Moved), it.On),
            Cause.Release { Reason: ReleaseReason.Lapsed, On: var on } => wallet.Remember(
                Movement.Out(entry.Moved).Where(lot => lot.Points > Points.Zero && lot.HasExpired(on)),
                on
            ),
            Cause.Refund { Lapsed: { } lapsed } => wallet with { Lapsed = wallet.Lapsed.TakeFrom(lapsed).Left },
            _ => wallet,
        };

    private static Lots Without(Lots lots, Lot lot, LedgerEntry entry)
    {
        var (left, taken) = lots.TakeFrom(lot with { Points = -lot.Points });
        return taken == -lot.Points
            ? left
            : throw new InvalidDataException(
                $"entry {entry.EntryId} takes {-lot.Points} points of a lot that has {taken}"
            );
    }

    private static ImmutableArray<Hold> HoldsAfter(ImmutableArray<Hold> holds, LedgerEntry entry) =>
        entry.Cause switch
        {
            Cause.Hold it => holds.Add(
                new Hold.ForReward(it.RedemptionId, entry.Held, it.RewardId, it.Quantity, entry.At, it.Until)
            ),
            Cause.TransferOut it => holds.Add(new Hold.InTransit(it.TransferId, entry.Held, it.ToMemberId, it.LookAt)),
            Cause.Confirmation it => holds.RemoveAll(hold => hold.HoldId == it.RedemptionId),
            Cause.Release it => holds.RemoveAll(hold => hold.HoldId == it.RedemptionId),
            Cause.TransferEnd it => holds.RemoveAll(hold => hold.HoldId == it.TransferId),
            _ => holds,
        };
}
