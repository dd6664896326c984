using Points.Domain.Jobs;
using Points.Functions.OpenApi;

namespace Points.Functions.Jobs;

/// <param name="Schedule">NCRONTAB of six fields, in UTC. Left out if the app setting is missing.</param>
/// <param name="State">The state of the last run; <c>never</c> if the job has not run yet.</param>
/// <param name="NextAt">When the schedule runs the job next. Left out if the job runs only by hand.</param>
/// <param name="Remains">How many items are due now and not done. Left out if they could not be counted.</param>
internal sealed record JobView(
    string Name,
    string? Schedule,
    [OneOf("never", "running", "succeeded", "failed")] string State,
    JobRunView? LastRun,
    DateTimeOffset? LastSucceededAt,
    DateTimeOffset? NextAt,
    long? Remains
)
{
    public static JobView From(
        string name,
        string? schedule,
        JobHistory? history,
        DateTimeOffset? nextAt,
        long? remains
    ) =>
        new(
            name,
            schedule,
            StateOf(history?.LastRun),
            history is null ? null : JobRunView.From(history.LastRun),
            history?.LastSucceededAt,
            nextAt,
            remains
        );

    private static string StateOf(JobRun? last) =>
        last switch
        {
            null => "never",
            { EndedAt: null } => "running",
            { HasSucceeded: true } => "succeeded",
            _ => "failed",
        };
}

/// <param name="Touched">How many items of each kind the run touched.</param>
internal sealed record JobRunView(
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    bool IsPastDue,
    IReadOnlyDictionary<string, long> Touched,
    string? Error
)
{
    public static JobRunView From(JobRun it) =>
        new(
            it.StartedAt,
            it.EndedAt,
            it.IsPastDue,
            it.Report.Counts.ToDictionary(count => count.What, count => count.Count, StringComparer.Ordinal),
            it.Error
        );
}
