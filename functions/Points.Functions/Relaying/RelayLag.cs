using System.Diagnostics.Metrics;
using Points.Domain.Ledger;
using Points.Domain.Observing;

namespace Points.Functions.Relaying;

/// <summary>Measures how long entries waited to be relayed.</summary>
internal static class RelayLag
{
    private static readonly Histogram<double> Lag = Signals.Meter.CreateHistogram(
        "points.relay.lag",
        "s",
        "Time from the booking of an entry to its relay.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
        }
    );

    /// <param name="now">The time of the relay, by the clock that booked the entries.</param>
    public static void Record(IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)> entries, DateTimeOffset now)
    {
        if (!Lag.Enabled)
            return;
        foreach (var (_, entry) in entries)
            Lag.Record(Math.Max(0, (now - entry.At).TotalSeconds));
    }
}
