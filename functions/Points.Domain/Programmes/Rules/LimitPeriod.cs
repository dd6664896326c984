using System.Globalization;

namespace Points.Domain.Programmes.Rules;

/// <summary>What a limit counts in. Days, months and years are those of posting, in the programme's time zone.</summary>
public enum LimitPeriod
{
    Order,
    Line,
    Day,
    Month,
    Year,

    /// <summary>As long as the rules that it limits are in the terms.</summary>
    Campaign,
    Ever,
}

public static class LimitPeriodExtensions
{
    /// <summary>As in "at most 500 points a day".</summary>
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

    /// <summary>Names the period a day is in.</summary>
    public static string PeriodKey(this LimitPeriod period, DateOnly day) =>
        period switch
        {
            LimitPeriod.Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            LimitPeriod.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            LimitPeriod.Year => day.ToString("yyyy", CultureInfo.InvariantCulture),
            LimitPeriod.Order or LimitPeriod.Line or LimitPeriod.Campaign or LimitPeriod.Ever => "",
        };
}
