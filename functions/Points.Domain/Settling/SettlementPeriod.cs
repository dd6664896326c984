using System.Globalization;

namespace Points.Domain.Settling;

/// <summary>
/// A calendar month of settlement between merchants. All programmes use one time zone, Asia/Shanghai, because a
/// merchant's statement covers several programmes.
/// </summary>
public sealed record SettlementPeriod
{
    private const string TextFormat = "yyyy-MM";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private readonly DateOnly _firstDay;

    private SettlementPeriod(DateOnly first) => _firstDay = first;

    public SettlementPeriod Next => new(_firstDay.PlusMonths(1));

    public SettlementPeriod Previous => new(_firstDay.PlusMonths(-1));

    /// <summary>The first instant after the period.</summary>
    public DateTimeOffset End => StartOfDay(_firstDay.PlusMonths(1));

    public DateTimeOffset Start => StartOfDay(_firstDay);

    public static SettlementPeriod Containing(DateTimeOffset instant)
    {
        var day = DayOf(instant);
        return new(new DateOnly(day.Year, day.Month, 1));
    }

    /// <summary>The day of an instant in the time zone of settlement.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <param name="text">A month, as in <c>2027-03</c>.</param>
    public static SettlementPeriod? TryParse(string text) =>
        DateOnly.TryParseExact(text, TextFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && first.Year is > 1 and < 9999
            ? new(first)
            : null;

    public static SettlementPeriod Parse(string text) =>
        TryParse(text) ?? throw new InvalidDataException($"{text} is not a settlement period");

    public bool HasEnded(DateTimeOffset now) => now >= End;

    public override string ToString() => _firstDay.ToString(TextFormat, CultureInfo.InvariantCulture);

    /// <summary>The first instant of a day in the time zone of settlement.</summary>
    public static DateTimeOffset StartOfDay(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, TimeSpan.Zero).Plus(-Zone.GetUtcOffset(midnight));
    }
}
