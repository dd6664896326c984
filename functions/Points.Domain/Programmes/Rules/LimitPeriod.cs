using System.Globalization;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// The period of a limit. Days, months and years are those in which the entry is committed, in the programme's time
/// zone.
/// </summary>
public enum LimitPeriod
{
    Order,
    Line,
    Day,
    Month,
    Year,

    /// <summary>For as long as the limited rules are in the terms.</summary>
    Campaign,
    Ever,
}

public static class LimitPeriodExtensions
{
    /// <summary>The end of a phrase such as "at most 500 points a day".</summary>
    public static string ToPhrase(this LimitPeriod period) =>
        period switch
        {
            LimitPeriod.Order => "an order",
            LimitPeriod.Line => "a line",
            LimitPeriod.Day => "a day",
            LimitPeriod.Month => "a month",
            LimitPeriod.Year => "a year",
            LimitPeriod.Campaign => "in this campaign",
            LimitPeriod.Ever => "in all",
        };

    /// <summary>
    /// The name of the period that contains a day, such as <c>2027-03</c>; empty if the period never ends.
    /// </summary>
    public static string PeriodKey(this LimitPeriod period, DateOnly day) =>
        period switch
        {
            LimitPeriod.Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            LimitPeriod.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            LimitPeriod.Year => day.ToString("yyyy", CultureInfo.InvariantCulture),
            LimitPeriod.Order or LimitPeriod.Line or LimitPeriod.Campaign or LimitPeriod.Ever => "",
        };

    /// <summary>The first day of the period after the one that contains a day; null if that never ends.</summary>
    public static DateOnly? FirstDayAfter(this LimitPeriod period, DateOnly day)
    {
        var next = period switch
        {
            LimitPeriod.Day => day.PlusDays(1),
            LimitPeriod.Month => new DateOnly(day.Year, day.Month, 1).PlusMonths(1),
            LimitPeriod.Year => new DateOnly(day.Year, 1, 1).PlusYears(1),
            LimitPeriod.Order or LimitPeriod.Line or LimitPeriod.Campaign or LimitPeriod.Ever => day,
        };
        return period.PeriodKey(next) == period.PeriodKey(day) ? null : next;
    }
}
