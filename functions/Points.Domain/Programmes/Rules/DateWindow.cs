using System.Collections.Immutable;
using System.Globalization;

namespace Points.Domain.Programmes.Rules;

/// <summary>Days on which something applies: from and to, both included, and days that come back every year.</summary>
/// <param name="Yearly">None asks nothing of the day.</param>
public sealed record DateWindow(DateOnly? From, DateOnly? To, ImmutableArray<YearlyDay> Yearly)
{
    public static readonly DateWindow Always = new(null, null, []);

    public bool IsAlways => From is null && To is null && Yearly.IsEmpty;

    public bool Contains(DateOnly day) =>
        !(day < From) && !(day > To) && (Yearly.IsEmpty || Yearly.Any(yearly => yearly.IsOn(day)));
}

/// <summary>A day of every year. 29 February is kept on the 28th in common years.</summary>
public readonly record struct YearlyDay(int Month, int Day)
{
    private const int LeapYear = 2000;

    public bool IsOn(DateOnly day) => InYear(day.Year) == day;

    /// <summary>The first time that it comes on a day or after it.</summary>
    public DateOnly FirstOnOrAfter(DateOnly day) =>
        InYear(day.Year) is var thisYear && thisYear >= day ? thisYear : InYear(day.Year + 1);

    private DateOnly InYear(int year) => new DateOnly(LeapYear, Month, Day).AddYears(year - LeapYear);

    public static YearlyDay Of(DateOnly day) => new(day.Month, day.Day);

    /// <summary>Reads <c>06-06</c>.</summary>
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

/// <summary>Days that are each member's own.</summary>
public enum OwnDay
{
    Birthday,
    PetBirthday,

    /// <summary>Once, when the member joins: for actions only.</summary>
    SignUp,
}
