namespace Points.Domain.Jobs;

/// <summary>One run of a job, in business time.</summary>
/// <param name="IsPastDue">Whether it makes up for a moment of its schedule that was missed.</param>
public sealed record JobRun(string Job, DateTimeOffset StartedAt, bool IsPastDue)
{
    public const int ErrorLengthMax = 300;

    /// <summary>Null while it runs; and for good if it was cut off.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Of a run that succeeded.</summary>
    public JobReport Report { get; init; } = JobReport.None;

    /// <summary>Why it failed; null if it did not.</summary>
    public string? Error { get; init; }

    public bool HasSucceeded => EndedAt is not null && Error is null;

    public JobRun Succeed(JobReport report, DateTimeOffset now) => this with { EndedAt = now, Report = report };

    public JobRun Fail(Exception fault, DateTimeOffset now) => this with { EndedAt = now, Error = Summarize(fault) };

    /// <summary>
    /// The kind of fault and what it says, in a line. Of steps that failed only how many and of what kind: what each says
    /// may tell of a member.
    /// </summary>
    private static string Summarize(Exception fault)
    {
        var said = fault is AggregateException { InnerExceptions: [var first, ..] } steps
            ? $"{OwnMessage(steps, first)}: {first.GetType().Name}"
            : $"{fault.GetType().Name}: {fault.Message.Split('\n')[0].TrimEnd()}";
        return said.Length <= ErrorLengthMax ? said : said[..(ErrorLengthMax - 1)] + "…";
    }

    /// <summary>Without the messages of the faults in it, which it puts behind its own.</summary>
    private static string OwnMessage(AggregateException steps, Exception first) =>
        steps.Message.IndexOf($" ({first.Message})", StringComparison.Ordinal) is >= 0 and var end
            ? steps.Message[..end]
            : nameof(AggregateException);
}
