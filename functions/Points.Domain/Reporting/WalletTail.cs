using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Settling;

namespace Points.Domain.Reporting;

/// <summary>
/// The entries of one wallet that are next to be counted: those that follow the last counted one without a gap.
/// </summary>
/// <param name="Counted">The number of the wallet's last entry that is counted, including these.</param>
/// <param name="Next">What each adds, on the day on which it was booked, in the time zone of settlement.</param>
/// <param name="IsBlocked">Whether later entries wait, because one before them is missing or cannot be counted.</param>
public sealed record WalletTail(long Counted, ImmutableArray<(DateOnly Day, LedgerSums Sums)> Next, bool IsBlocked)
{
    /// <param name="counted">The number of the last entry that is counted; 0 if none is.</param>
    /// <param name="entries">Entries of the wallet, in any order, some perhaps twice or counted before.</param>
    public static WalletTail After(long counted, IEnumerable<LedgerEntry> entries)
    {
        var next = ImmutableArray.CreateBuilder<(DateOnly, LedgerSums)>();
        foreach (var entry in entries.OrderBy(entry => entry.Sequence))
        {
            if (entry.Sequence <= counted)
                continue;
            if (entry.Sequence > counted + 1 || TryAdd(entry) is not { } sums)
                return new(counted, next.ToImmutable(), IsBlocked: true);
            next.Add((SettlementPeriod.DayOf(entry.At), sums));
            counted = entry.Sequence;
        }
        return new(counted, next.ToImmutable(), IsBlocked: false);
    }

    /// <returns>Null if the entry does not add up.</returns>
    private static LedgerSums? TryAdd(LedgerEntry entry)
    {
        try
        {
            return EntrySums.Of(entry);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
