using Points.Domain.Ledger;

namespace Points.Domain.Reporting;

/// <summary>
/// The daily sums of each programme's ledger entries. Each entry counts once, on the day on which it was booked,
/// however often and in whatever order entries are given.
/// </summary>
public interface IReportSums
{
    /// <summary>Counts entries that are not counted yet, with those that precede them in their wallets.</summary>
    /// <returns>The wallets in which an entry is missing or cannot be counted, so that the later ones wait.</returns>
    /// <exception cref="StoreBusyException">The store throttles; the same entries may be counted again.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store does not answer; the same entries may be counted again.
    /// </exception>
    Task<IReadOnlyList<UncountedEntry>> Count(
        IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)> entries,
        CancellationToken ct
    );

    /// <summary>Counts the entries of a wallet that are not counted yet, from its ledger.</summary>
    /// <returns>The entry that is missing or cannot be counted; null if all are counted.</returns>
    /// <inheritdoc cref="Count"/>
    Task<UncountedEntry?> CatchUp(WalletId wallet, CancellationToken ct);

    /// <summary>Reads the sums before a day, and those of each day from it to another, both included.</summary>
    Task<DailySums> Read(string programmeId, DateOnly from, DateOnly to, CancellationToken ct);

    /// <summary>Counts the wallets of a programme in which an entry waits for one that cannot be counted.</summary>
    Task<long> CountIncompleteWallets(string programmeId, CancellationToken ct);

    /// <summary>
    /// Adds up the months of a programme that ended before a day, so that later reads need only the days after them.
    /// </summary>
    /// <returns>How many months were added up, counting each range of wallets.</returns>
    Task<int> CloseMonths(string programmeId, DateOnly before, CancellationToken ct);
}

/// <param name="Before">All entries before the first day.</param>
/// <param name="Days">Days without entries are left out.</param>
public sealed record DailySums(LedgerSums Before, IReadOnlyDictionary<DateOnly, LedgerSums> Days);

/// <summary>The first entry of a wallet that is missing, or cannot be counted.</summary>
public sealed record UncountedEntry(WalletId Wallet, long Sequence);
