using System.Globalization;

namespace Points.Domain.Programmes.Rules;

/// <summary>What a limit counts in. Days, months and years are those of posting, in the programme's time zone.</summary>
public enum Per
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

public static class PerExtensions
{
    /// <summary>As in "at most 500 points a day".</summary>
    public static string Words(this Per per) =>
        per switch
        {
            Per.Order => "an order",
            Per.Line => "a line",
            Per.Day => "a day",
            Per.Month => "a month",
            Per.Year => "a year",
            Per.Campaign => "in this campaign",
            Per.Ever => "in all",
        };

    /// <summary>Names the period a day is in.</summary>
    public static string PeriodOf(this Per per, DateOnly day) =>
        per switch
        {
            Per.Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Per.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            Per.Year => day.ToString("yyyy", CultureInfo.InvariantCulture),
            Per.Order or Per.Line or Per.Campaign or Per.Ever => "",
        };
}
