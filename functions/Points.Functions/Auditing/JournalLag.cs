using System.Diagnostics.Metrics;
using Points.Domain.Observing;

namespace Points.Functions.Auditing;

/// <summary>Measures how long what staff did waited to be in the auditors' journal.</summary>
internal static class JournalLag
{
    private static readonly Histogram<double> Lag = Signals.Meter.CreateHistogram(
        "points.journal.lag",
        "s",
        "Time from what a member of staff did to its record in the auditors' journal.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600],
        }
    );

    /// <param name="since">When each was done.</param>
    /// <param name="now">The time of the record, by the same clock.</param>
    public static void Record(IEnumerable<DateTimeOffset> since, DateTimeOffset now)
    {
        if (!Lag.Enabled)
            return;
        foreach (var at in since)
            Lag.Record(Math.Max(0, (now - at).TotalSeconds));
    }
}
