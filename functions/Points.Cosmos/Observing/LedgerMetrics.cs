using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Points.Domain.Ledger;
using Points.Domain.Observing;

namespace Points.Cosmos.Observing;

/// <summary>Counts accruals and points committed to ledgers, and conflicts between commits.</summary>
internal static class LedgerMetrics
{
    private static readonly Counter<long> Accruals = Signals.Meter.CreateCounter<long>(
        "points.accruals",
        "{accrual}",
        "Purchases that were booked."
    );
    private static readonly Counter<long> Issued = Signals.Meter.CreateCounter<long>(
        "points.issued",
        "{point}",
        "Points that were issued out of a budget."
    );
    private static readonly Counter<long> Redeemed = Signals.Meter.CreateCounter<long>(
        "points.redeemed",
        "{point}",
        "Points that were spent on rewards."
    );
    private static readonly Counter<long> Expired = Signals.Meter.CreateCounter<long>(
        "points.expired",
        "{point}",
        "Points whose last day had passed."
    );
    private static readonly Counter<long> Conflicts = Signals.Meter.CreateCounter<long>(
        "points.commit.conflicts",
        "{conflict}",
        "Commits that found their wallet changed, and were decided again."
    );

    /// <param name="entries">The entries of a commit that has just succeeded.</param>
    public static void RecordCommit(WalletId wallet, ImmutableArray<LedgerEntry> entries)
    {
        if (!Accruals.Enabled && !Issued.Enabled && !Redeemed.Enabled && !Expired.Enabled)
            return;
        var programme = new TagList { { "points.programme", wallet.ProgrammeId } };
        foreach (var entry in entries)
        {
            // A negative lease spend returns points to the budget. It does not reduce what was issued.
            Add(Issued, entry.Leases.Sum(lease => Math.Max(0, lease.Points.Value)), programme);
            if (entry.Kind is EntryKind.Purchase)
                Add(Accruals, 1, programme);
            else if (entry.Kind is EntryKind.Redemption)
                Add(Redeemed, -entry.Points.Value, programme);
            else if (entry.Kind is EntryKind.Confirmation) // Spends points that an earlier entry moved into a hold.
                Add(Redeemed, -Lots.Sum(entry.HoldChanges).Value, programme);
            else if (entry.Kind is EntryKind.Expiry)
                Add(Expired, -entry.Points.Value, programme);
        }
    }

    public static void RecordConflict() => Conflicts.Add(1);

    private static void Add(Counter<long> counter, long count, in TagList tags)
    {
        if (count != 0)
            counter.Add(count, tags);
    }
}
