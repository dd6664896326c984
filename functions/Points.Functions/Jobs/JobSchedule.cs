using NCrontab;

namespace Points.Functions.Jobs;

/// <summary>When a job runs: NCRONTAB of six fields, the first of them seconds, in UTC as in Azure.</summary>
public sealed class JobSchedule
{
    /// <summary>A schedule that names only days like 30 February has no moment up to then, nor after.</summary>
    private static readonly DateTime Never = new(2300, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly CrontabSchedule _moments;

    private JobSchedule(CrontabSchedule moments) => _moments = moments;

    /// <returns>Null if it is no schedule.</returns>
    public static JobSchedule? TryParse(string text) =>
        CrontabSchedule.TryParse(text, new() { IncludingSeconds = true }) is { } moments ? new(moments) : null;

    /// <returns>Null where there is none.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset instant)
    {
        var next = _moments.GetNextOccurrence(instant.UtcDateTime, Never);
        return next < Never ? new DateTimeOffset(DateTime.SpecifyKind(next, DateTimeKind.Utc)) : null;
    }
}
