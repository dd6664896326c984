using System.Diagnostics.Metrics;
using Points.Domain.Observing;

namespace Points.Functions.Jobs;

/// <summary>Tells after each run of a job what remains for it.</summary>
internal static class JobMeasures
{
    private static readonly Gauge<long> Backlog = Signals.Meter.CreateGauge<long>("points.job.backlog", "{item}", "What a job had yet to do when it last ran.");

    /// <summary>Whether anybody listens: counting costs the store a query.</summary>
    public static bool AreWanted => Backlog.Enabled;

    public static void Remains(string job, long count) => Backlog.Record(count, new KeyValuePair<string, object?>("points.job", job));
}
