using System.Collections.Immutable;
using System.Globalization;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Numbers, days and lists as people write them.</summary>
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
            string.Create(CultureInfo.InvariantCulture, $"every {day.Day} {Months[day.Month - 1]}")
        );

    public static string FormatNumber(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>¥1,000, and the fen only where there are some.</summary>
    public static string FormatMoney(Fen fen) =>
        string.Create(CultureInfo.InvariantCulture, $"¥{(decimal)fen.Value / Fen.PerYuan:#,0.##}");

    public static string FormatPoints(Points points) => points.Value.ToString("N0", CultureInfo.InvariantCulture);

    public static string FormatPercent(decimal share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    public static BilingualName JoinList(IEnumerable<BilingualName> items)
    {
        var all = items.ToImmutableArray();
        return new(string.Join("、", all.Select(item => item.Zh)), string.Join(", ", all.Select(item => item.En)));
    }

    public static BilingualName PeriodText(LimitPeriod period) =>
        period switch
        {
            Rules.LimitPeriod.Order => new("每单", "an order"),
            Rules.LimitPeriod.Line => new("每件商品", "a line of an order"),
            Rules.LimitPeriod.Day => new("每日", "a day"),
            Rules.LimitPeriod.Month => new("每月", "a calendar month"),
            Rules.LimitPeriod.Year => new("每年", "a calendar year"),
            Rules.LimitPeriod.Campaign => new("活动期间", "in the campaign"),
            Rules.LimitPeriod.Ever => new("累计", "in all"),
        };

    public static BilingualName MerchantName(ProgrammeTerms terms, string merchantId) =>
        terms.FindMerchant(merchantId)?.Name ?? new(merchantId, merchantId);
}
