using Points.Domain.Jobs;

namespace Points.Cosmos.Documents;

/// <summary>A job's last run, and the end of its last successful run.</summary>
internal sealed record JobDocument(
    string Id,
    string Type,
    string Job,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    bool IsPastDue,
    IReadOnlyList<JobCountDocument> Touched,
    string? Error,
    DateTimeOffset? LastSucceededAt
)
{
    public const string TypeName = "job";

    public static string IdOf(string job) => $"{TypeName}:{job}";

    public static JobDocument From(JobRun it, DateTimeOffset? lastSucceededAt) =>
        new(
            IdOf(it.Job),
            TypeName,
            it.Job,
            it.StartedAt,
            it.EndedAt,
            it.IsPastDue,
            [.. it.Report.Counts.Select(it => new JobCountDocument(it.What, it.Count))],
            it.Error,
            it.HasSucceeded ? it.EndedAt : lastSucceededAt
        );

    public JobHistory ToHistory() =>
        new(
            new(Job, StartedAt, IsPastDue)
            {
                EndedAt = EndedAt,
                Report = new([.. Touched.Select(it => (it.What, it.Count))]),
                Error = Error,
            },
            LastSucceededAt
        );
}

internal sealed record JobCountDocument(string What, long Count);
