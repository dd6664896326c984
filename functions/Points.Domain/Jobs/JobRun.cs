namespace Points.Domain.Jobs;

/// <summary>One run of a job, in business time.</summary>
/// <param name="IsPastDue">Whether the run makes up for a scheduled time that was missed.</param>
public sealed record JobRun(string Job, DateTimeOffset StartedAt, bool IsPastDue)
{
    public const int ErrorLengthMax = 300;

    /// <summary>Null while the job runs, and for ever if the run was interrupted.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The report of a run that succeeded.</summary>
    public JobReport Report { get; init; } = JobReport.None;

    /// <summary>Why the run failed; null if it did not.</summary>
    public string? Error { get; init; }

    public bool HasSucceeded => EndedAt is not null && Error is null;

    public JobRun Succeed(JobReport report, DateTimeOffset now) => this with { EndedAt = now, Report = report };

    public JobRun Fail(Exception fault, DateTimeOffset now) => this with { EndedAt = now, Error = Summarize(fault) };

    /// <summary>
    /// Summarizes an exception in one line. For failed steps it gives only their number and the type of the first
    /// exception: the messages may contain members' data.
    /// </summary>
    private static string Summarize(Exception fault)
    {
        var summary = fault is AggregateException { InnerExceptions: [var first, ..] } steps
            ? $"{OwnMessage(steps, first)}: {first.GetType().Name}"
            : $"{fault.GetType().Name}: {fault.Message.Split('\n')[0].TrimEnd()}";
        return summary.Length <= ErrorLengthMax ? summary : summary[..(ErrorLengthMax - 1)] + "…";
    }

    /// <summary>Removes the inner messages, which <see cref="AggregateException"/> appends to its message.</summary>
    private static string OwnMessage(AggregateException steps, Exception first) =>
        steps.Message.IndexOf($" ({first.Message})", StringComparison.Ordinal) is >= 0 and var end
            ? steps.Message[..end]
            : nameof(AggregateException);
}
