using System.Globalization;

namespace Points.Domain.Programmes.Rules;

/// <summary>A day of every year. In common years, 29 February falls on 28 February.</summary>
public readonly record struct YearlyDay(int Month, int Day)
{
    private const int LeapYear = 2000;

    public bool IsOn(DateOnly day) => InYear(day.Year) == day;

    /// <summary>Its first date on or after a day.</summary>
    /// <returns>Null if the calendar ends before.</returns>
    public DateOnly? FirstOnOrAfter(DateOnly day) =>
        InYear(day.Year) is var thisYear && thisYear >= day ? thisYear
        : day.Year < DateOnly.MaxValue.Year ? InYear(day.Year + 1)
        : null;

    private DateOnly InYear(int year) => new DateOnly(LeapYear, Month, Day).AddYears(year - LeapYear);

    public static YearlyDay Of(DateOnly day) => new(day.Month, day.Day);

    /// <summary>Parses text such as <c>06-06</c>.</summary>
    public static bool TryParse(string text, out YearlyDay yearly)
    {
        var isDay = DateOnly.TryParseExact(
            $"{LeapYear}-{text}",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        );
        yearly = Of(day);
        return isDay;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month:00}-{Day:00}");
}
