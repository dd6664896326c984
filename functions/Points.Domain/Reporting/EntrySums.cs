using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Domain.Reporting;

/// <summary>Reads from one ledger entry alone what it adds to the sums.</summary>
public static class EntrySums
{
    /// <exception cref="InvalidDataException">
    /// The entry moves points in a way that no movement stands for: the sums would not add up.
    /// </exception>
    public static LedgerSums Of(LedgerEntry entry)
    {
        var sums = AddMovements(AddParts(LedgerSums.None with { Entries = 1 }, entry), entry);
        return sums.NetMoved == sums.Total.Outstanding
            ? sums
            : throw new InvalidDataException(
                $"entry {entry.EntryId} changes the outstanding points by {sums.Total.Outstanding}, and its kind "
                    + $"explains {sums.NetMoved}"
            );
    }

    private static LedgerSums AddParts(LedgerSums sums, LedgerEntry entry)
    {
        foreach (var lot in entry.LotChanges)
            sums = sums.Plus(KeyOf(lot), new(lot.Points));
        foreach (var lot in entry.PendingLotChanges)
            sums = sums.Plus(KeyOf(lot.ToLot()), new(Points.Zero, Pending: lot.Points));
        foreach (var lot in entry.HoldChanges)
            sums = sums.Plus(KeyOf(lot), new(Points.Zero, Held: lot.Points));
        return sums;
    }

    private static LedgerSums AddMovements(LedgerSums sums, LedgerEntry entry) =>
        entry.Kind.Match(
            purchase: _ => AddIncoming(sums, entry, Movement.Issued),
            action: _ => AddIncoming(sums, entry, Movement.Issued),
            grant: _ => AddIncoming(sums, entry, Movement.Granted),
            adjustment: it =>
                it.IsUp
                    ? AddIncoming(sums, entry, Movement.AdjustedUp)
                    : sums.Plus(Movement.AdjustedDown, Ledger.Lots.Sum(Outgoing(entry.LotChanges))),
            openingBalance: _ => AddIncoming(sums, entry, Movement.Loaded),
            redemption: _ => AddUsed(sums, Outgoing(entry.LotChanges)),
            hold: _ => sums,
            confirmation: _ => AddUsed(sums, Outgoing(entry.HoldChanges)),
            release: it => AddDeductions(AddCompensation(sums, it.Compensation), entry),
            voucherUse: _ => sums,
            reversal: it =>
                AddDeductions(AddCompensation(AddReturned(sums, entry, it.Compensation), it.Compensation), entry),
            refund: it => AddTakenBack(sums, entry, it),
            transferOut: _ => sums,
            transferIn: _ => AddIncoming(sums, entry, Movement.TransferredIn),
            transferCompletion: it =>
                it.HasArrived
                    ? sums.Plus(Movement.TransferredOut, Ledger.Lots.Sum(Outgoing(entry.HoldChanges)))
                    : AddDeductions(sums, entry),
            expiry: _ => AddExpired(sums, Outgoing(entry.LotChanges)),
            pendingRelease: _ => AddDeductions(sums, entry),
            expiryChange: _ => sums,
            tierReview: _ => sums,
            erasure: _ => AddEnded(sums, entry)
        );

    private static LedgerSums AddIncoming(LedgerSums sums, LedgerEntry entry, Movement movement) =>
        AddDeductions(
            sums.Plus(movement, Ledger.Lots.Sum(Incoming(entry)) + PendingLots.Sum(entry.PendingLotChanges)),
            entry
        );

    private static LedgerSums AddCompensation(LedgerSums sums, Points compensation) =>
        sums.Plus(Movement.Compensated, compensation);

    /// <summary>A reversal lists the lots that came back first, and the compensation last.</summary>
    private static LedgerSums AddReturned(LedgerSums sums, LedgerEntry entry, Points compensation)
    {
        var lots = Incoming(entry);
        var returned = compensation == Points.Zero ? lots : lots.RemoveAt(lots.Length - 1);
        return returned.Aggregate(
            sums.Plus(Movement.Returned, Ledger.Lots.Sum(returned)),
            (sum, lot) => sum.Plus(KeyOf(lot), new(Points.Zero, Used: -lot.Points))
        );
    }

    private static LedgerSums AddUsed(LedgerSums sums, ImmutableArray<Lot> lots) =>
        lots.Aggregate(
            sums.Plus(Movement.Redeemed, Ledger.Lots.Sum(lots)),
            (sum, lot) => sum.Plus(KeyOf(lot), new(Points.Zero, Used: lot.Points))
        );

    private static LedgerSums AddTakenBack(LedgerSums sums, LedgerEntry entry, EntryKind.Refund refund)
    {
        var taken = sums.Plus(
            Movement.TakenBack,
            Ledger.Lots.Sum(Outgoing(entry.LotChanges)) - PendingLots.Sum(entry.PendingLotChanges)
        );
        // The purchase never was: points of it that expired do not count as points that members left unused.
        return refund.ExpiredUnused is { } lot ? taken.Plus(KeyOf(lot), new(Points.Zero, Lapsed: -lot.Points)) : taken;
    }

    private static LedgerSums AddExpired(LedgerSums sums, ImmutableArray<Lot> lots) =>
        lots.Aggregate(
            sums.Plus(Movement.Expired, Ledger.Lots.Sum(lots)),
            (sum, lot) => sum.Plus(KeyOf(lot), new(Points.Zero, Lapsed: lot.Points))
        );

    /// <summary>Pending points were never used either, but no day on which they could expire has come near.</summary>
    private static LedgerSums AddEnded(LedgerSums sums, LedgerEntry entry) =>
        AddExpired(sums, Outgoing(entry.LotChanges))
            .Plus(Movement.Expired, Points.Zero - PendingLots.Sum(entry.PendingLotChanges));

    /// <summary>
    /// Adds what the points that came in lost at once: those that repaid debts, and those that had expired. No point
    /// that has expired repays a debt, so those that expired have the earlier last days.
    /// </summary>
    private static LedgerSums AddDeductions(LedgerSums sums, LedgerEntry entry)
    {
        var lost = Outgoing(entry.LotChanges);
        if (lost.IsEmpty)
            return sums;
        var repaid = entry
            .DebtChanges.Where(debt => debt.Points < Points.Zero)
            .Aggregate(Points.Zero, (sum, debt) => sum - debt.Points);
        var expired = Ledger.Lots.Sum(lost) - repaid;
        var left = expired;
        var expiredLots = ImmutableArray.CreateBuilder<Lot>();
        foreach (var lot in lost.OrderBy(lot => lot.ExpiresOn ?? DateOnly.MaxValue))
        {
            var part = Points.Min(lot.Points, left);
            if (part <= Points.Zero)
                break;
            expiredLots.Add(lot with { Points = part });
            left -= part;
        }
        return AddExpired(sums, expiredLots.ToImmutable()).Plus(Movement.Repaid, repaid);
    }

    private static ImmutableArray<Lot> Incoming(LedgerEntry entry) =>
        [.. entry.LotChanges.Where(lot => lot.Points > Points.Zero)];

    /// <summary>The lots that points went out of, with those points as positive numbers.</summary>
    private static ImmutableArray<Lot> Outgoing(ImmutableArray<Lot> changes) =>
        [.. changes.Where(lot => lot.Points < Points.Zero).Select(lot => lot with { Points = -lot.Points })];

    private static PartKey KeyOf(Lot lot) => PartKey.Of(lot.IssuedBy, lot.ExpiresOn);
}
