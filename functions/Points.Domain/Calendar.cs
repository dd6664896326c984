namespace Points.Domain;

/// <summary>
/// Adds spans of time to dates and instants. A result beyond the calendar of .NET, which ends with the year 9999, is
/// the first or the last day or instant of that calendar.
/// </summary>
public static class Calendar
{
    public static DateOnly PlusDays(this DateOnly day, int days) =>
        DateOnly.FromDayNumber(
            (int)Math.Clamp((long)day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber)
        );

    public static DateOnly PlusMonths(this DateOnly day, int months)
    {
        var month = (day.Year * 12L) + day.Month - 1 + months;
        return month < 12 ? DateOnly.MinValue
            : month >= (DateOnly.MaxValue.Year + 1) * 12L ? DateOnly.MaxValue
            : day.AddMonths(months);
    }

    public static DateOnly PlusYears(this DateOnly day, int years) => day.PlusMonths(12 * years);

    public static DateTimeOffset Plus(this DateTimeOffset instant, TimeSpan span)
    {
        // Both the universal time and the time that clocks show must be in the calendar.
        var (earlier, later) =
            instant.Offset < TimeSpan.Zero ? (instant.Ticks, instant.UtcTicks) : (instant.UtcTicks, instant.Ticks);
        return earlier + (Int128)span.Ticks < DateTimeOffset.MinValue.Ticks ? DateTimeOffset.MinValue
            : later + (Int128)span.Ticks > DateTimeOffset.MaxValue.Ticks ? DateTimeOffset.MaxValue
            : instant + span;
    }

    public static DateTimeOffset PlusDays(this DateTimeOffset instant, int days) =>
        instant.Plus(TimeSpan.FromDays(days));
}
