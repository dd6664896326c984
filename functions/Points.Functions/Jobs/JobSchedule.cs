using NCrontab;

namespace Points.Functions.Jobs;

/// <summary>When a job runs: an NCRONTAB schedule of six fields, seconds first, in UTC as in Azure.</summary>
public sealed class JobSchedule
{
    /// <summary>A schedule with no occurrence before this, such as one for 30 February, has none at all.</summary>
    private static readonly DateTime Never = new(2300, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly CrontabSchedule _schedule;

    private JobSchedule(CrontabSchedule schedule) => _schedule = schedule;

    /// <returns>Null if the text is not a valid schedule.</returns>
    public static JobSchedule? TryParse(string text) =>
        CrontabSchedule.TryParse(text, new() { IncludingSeconds = true }) is { } schedule ? new(schedule) : null;

    /// <summary>The first occurrence after an instant; null if there is none.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset instant)
    {
        var next = _schedule.GetNextOccurrence(instant.UtcDateTime, Never);
        return next < Never ? new DateTimeOffset(DateTime.SpecifyKind(next, DateTimeKind.Utc)) : null;
    }
}
