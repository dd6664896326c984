using System.Diagnostics.Metrics;
using Points.Domain.Observing;

namespace Points.Functions.Jobs;

/// <summary>Records, after each run of a job, how many items are overdue.</summary>
internal static class JobMetrics
{
    /// <summary>Items that became due later than this may still be in progress: a run only queues them.</summary>
    public static readonly TimeSpan OverdueAfter = TimeSpan.FromHours(1);

    private static readonly Gauge<long> Backlog = Signals.Meter.CreateGauge<long>(
        "points.job.backlog",
        "{item}",
        "Items that have been due for a job for an hour or more, and are not done."
    );

    /// <summary>
    /// Whether the metric is collected. If not, callers skip the count, which is a query to the store.
    /// </summary>
    public static bool IsEnabled => Backlog.Enabled;

    public static void RecordBacklog(string job, long count) =>
        Backlog.Record(count, new KeyValuePair<string, object?>("points.job", job));
}
