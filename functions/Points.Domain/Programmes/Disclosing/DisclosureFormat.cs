using System.Collections.Immutable;
using System.Globalization;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Formats numbers, days and lists for members to read.</summary>
internal static class DisclosureFormat
{
    private static readonly string[] Months =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    public static BilingualName Bilingual(string zh, string en) => new(zh, en);

    public static BilingualName FormatDay(DateOnly day) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日"),
            string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}")
        );

    public static BilingualName FormatDay(YearlyDay day) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"每年{day.Month}月{day.Day}日"),
            string.Create(CultureInfo.InvariantCulture, $"on {day.Day} {Months[day.Month - 1]} every year")
        );

    /// <summary>Writes a span of days, with the year once if both are of the same.</summary>
    public static BilingualName FormatDays(DateOnly from, DateOnly to) =>
        from.Year == to.Year
            ? new(
                string.Create(CultureInfo.InvariantCulture, $"{FormatDay(from).Zh}至{to.Month}月{to.Day}日"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{from.Day} {Months[from.Month - 1]} to {FormatDay(to).En}"
                )
            )
            : new($"{FormatDay(from).Zh}至{FormatDay(to).Zh}", $"{FormatDay(from).En} to {FormatDay(to).En}");

    /// <summary>Writes the day and the time of day of an instant in the programme's time zone.</summary>
    public static BilingualName FormatInstant(DateTimeOffset instant, ProgrammeTerms terms)
    {
        var (day, time) = (
            FormatDay(terms.BusinessDateOf(instant)),
            TimeZoneInfo.ConvertTime(instant, terms.TimeZone).ToString("HH:mm", CultureInfo.InvariantCulture)
        );
        return new($"{day.Zh}{time}", $"{day.En}, {time}");
    }

    public static string FormatNumber(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Writes ¥1,000, with decimals only if there are fen.</summary>
    public static string FormatMoney(Fen fen) =>
        string.Create(CultureInfo.InvariantCulture, $"¥{(decimal)fen.Value / Fen.PerYuan:#,0.##}");

    public static string FormatPoints(Points points) => points.Value.ToString("N0", CultureInfo.InvariantCulture);

    public static string FormatPercent(decimal share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##}%");

    /// <summary>Writes the part of a price that is paid as a Chinese shop does: 9折 for 90%.</summary>
    public static string FormatDiscount(decimal paidPart) =>
        string.Create(CultureInfo.InvariantCulture, $"{paidPart * 10:0.##}折");

    /// <summary>Writes "1 point" or "1,200 points".</summary>
    public static string PointsInEnglish(Points points) => CountInEnglish(points.Value, "point");

    /// <summary>Writes "1 day" or "30 days".</summary>
    public static string CountInEnglish(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>Writes "once", "twice" or "3 times".</summary>
    public static string TimesInEnglish(int times) =>
        times switch
        {
            1 => "once",
            2 => "twice",
            _ => CountInEnglish(times, "time"),
        };

    public static BilingualName JoinList(IEnumerable<BilingualName> items)
    {
        var all = items.ToImmutableArray();
        return new(string.Join("、", all.Select(item => item.Zh)), string.Join(", ", all.Select(item => item.En)));
    }

    /// <summary>Begins the English text with a capital letter, as a line of a table does.</summary>
    public static BilingualName Capitalised(BilingualName text) =>
        text.En.Length == 0 ? text : text with { En = char.ToUpperInvariant(text.En[0]) + text.En[1..] };

    /// <summary>The period of a limit, as in "at most 500 points per day".</summary>
    public static BilingualName PeriodText(LimitPeriod period) =>
        period switch
        {
            LimitPeriod.Order => new("每单", "per order"),
            LimitPeriod.Line => new("每件商品", "per order line"),
            LimitPeriod.Day => new("每日", "per day"),
            LimitPeriod.Month => new("每月", "per calendar month"),
            LimitPeriod.Year => new("每年", "per calendar year"),
            LimitPeriod.Campaign => new("活动期间", "during the campaign"),
            LimitPeriod.Ever => new("总共", "in all"),
        };

    /// <summary>The period of a budget, as in "at most 500 points per calendar month".</summary>
    public static BilingualName PeriodText(BudgetPeriod period) =>
        period switch
        {
            BudgetPeriod.Day => new("每日", "per day"),
            BudgetPeriod.Month => new("每月", "per calendar month"),
            BudgetPeriod.Quarter => new("每季度", "per calendar quarter"),
            BudgetPeriod.Year => new("每年", "per calendar year"),
            BudgetPeriod.Ever => new("总共", "in all"),
        };

    public static BilingualName MerchantName(ProgrammeTerms terms, string merchantId) =>
        terms.FindMerchant(merchantId)?.Name ?? new(merchantId, merchantId);
}
