using Points.Domain.Jobs;
using Points.Functions.OpenApi;

namespace Points.Functions.Jobs;

/// <param name="Schedule">NCRONTAB of six fields, in UTC.</param>
/// <param name="State"><c>never</c>, <c>running</c>, <c>succeeded</c> or <c>failed</c>, of its last run.</param>
/// <param name="NextAt">By its schedule; none where it runs by hand only.</param>
/// <param name="Remains">How many things are due now and not done; none where it cannot be told.</param>
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

/// <param name="Touched">So many of each.</param>
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
            it.Report.Counts.ToDictionary(some => some.What, some => some.Count, StringComparer.Ordinal),
            it.Error
        );
}
