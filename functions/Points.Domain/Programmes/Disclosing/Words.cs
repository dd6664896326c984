using System.Collections.Immutable;
using System.Globalization;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Numbers, days and lists as people write them.</summary>
internal static class Words
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

    public static BilingualName Say(string zh, string en) => new(zh, en);

    public static BilingualName Of(DateOnly day) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日"),
            string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}")
        );

    public static BilingualName Of(YearlyDay day) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"每年{day.Month}月{day.Day}日"),
            string.Create(CultureInfo.InvariantCulture, $"every {day.Day} {Months[day.Month - 1]}")
        );

    public static string Plain(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>¥1,000, and the fen only where there are some.</summary>
    public static string Money(Fen fen) =>
        string.Create(CultureInfo.InvariantCulture, $"¥{(decimal)fen.Value / Fen.PerYuan:#,0.##}");

    public static string Count(Points points) => points.Value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(decimal share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    public static BilingualName List(IEnumerable<BilingualName> items)
    {
        var all = items.ToImmutableArray();
        return new(string.Join("、", all.Select(item => item.Zh)), string.Join(", ", all.Select(item => item.En)));
    }

    public static BilingualName Per(Per per) =>
        per switch
        {
            Rules.Per.Order => new("每单", "an order"),
            Rules.Per.Line => new("每件商品", "a line of an order"),
            Rules.Per.Day => new("每日", "a day"),
            Rules.Per.Month => new("每月", "a calendar month"),
            Rules.Per.Year => new("每年", "a calendar year"),
            Rules.Per.Campaign => new("活动期间", "in the campaign"),
            Rules.Per.Ever => new("累计", "in all"),
        };

    public static BilingualName Merchant(ProgrammeRevision terms, string merchantId) =>
        terms.Merchant(merchantId)?.Name ?? new(merchantId, merchantId);
}
