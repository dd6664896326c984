using Points.Domain.Jobs;

namespace Points.Cosmos.Documents;

/// <summary>A job's last run, and when one last succeeded.</summary>
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
            [.. it.Report.Counts.Select(some => new JobCountDocument(some.What, some.Count))],
            it.Error,
            it.HasSucceeded ? it.EndedAt : lastSucceededAt
        );

    public JobHistory ToHistory() =>
        new(
            new(Job, StartedAt, IsPastDue)
            {
                EndedAt = EndedAt,
                Report = new([.. Touched.Select(some => (some.What, some.Count))]),
                Error = Error,
            },
            LastSucceededAt
        );
}

internal sealed record JobCountDocument(string What, long Count);
