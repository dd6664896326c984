using Microsoft.Extensions.Logging;
using Points.Domain.Ledger;
using Points.Domain.Reporting;

namespace Points.Functions.Reporting;

/// <summary>Counts entries for the reports, and says in the log which ones it cannot count.</summary>
public sealed partial class ReportCounting(IReportSums sums, TimeProvider clock, ILogger<ReportCounting> log)
{
    /// <inheritdoc cref="IReportSums.Count"/>
    public async Task Count(IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
            return;
        // Before they are counted: attempts that fail are measured too, and the lag grows until one succeeds.
        ReportLag.Record(entries, clock.GetUtcNow());
        foreach (var (wallet, sequence) in await sums.Count(entries, ct))
            LogUncounted(sequence, wallet.ProgrammeId);
    }

    /// <summary>Counts what is not counted of a wallet, of which an entry could not be read, or now can.</summary>
    public async Task CatchUp(WalletId wallet, CancellationToken ct)
    {
        if (await sums.CatchUp(wallet, ct) is var (_, sequence))
            LogUncounted(sequence, wallet.ProgrammeId);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Entry {Sequence} of a wallet in {Programme} is missing or cannot be counted; later ones wait"
    )]
    private partial void LogUncounted(long sequence, string programme);
}
