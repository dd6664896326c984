using System.Diagnostics.Metrics;
using Points.Domain.Observing;

namespace Points.Functions.Jobs;

/// <summary>Tells after each run of a job what has waited for it too long.</summary>
internal static class JobMetrics
{
    /// <summary>What became due since then is on its way: a run hands it out, and others do it.</summary>
    public static readonly TimeSpan OverdueAfter = TimeSpan.FromHours(1);

    private static readonly Gauge<long> Backlog = Signals.Meter.CreateGauge<long>(
        "points.job.backlog",
        "{item}",
        "What was due for a job an hour ago, and is not done."
    );

    /// <summary>Whether anybody listens: counting costs the store a query.</summary>
    public static bool IsEnabled => Backlog.Enabled;

    public static void RecordBacklog(string job, long count) =>
        Backlog.Record(count, new KeyValuePair<string, object?>("points.job", job));
}
