using System.Diagnostics.Metrics;
using Points.Domain.Ledger;
using Points.Domain.Observing;

namespace Points.Functions.Reporting;

/// <summary>Measures how long entries waited to be counted for the reports.</summary>
internal static class ReportLag
{
    private static readonly Histogram<double> Lag = Signals.Meter.CreateHistogram(
        "points.reports.lag",
        "s",
        "Time from the booking of an entry to each attempt to count it for the reports.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
        }
    );

    /// <param name="now">The time of the attempt, by the clock that booked the entries.</param>
    public static void Record(IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)> entries, DateTimeOffset now)
    {
        if (!Lag.Enabled)
            return;
        foreach (var (_, entry) in entries)
            Lag.Record(Math.Max(0, (now - entry.At).TotalSeconds));
    }
}
