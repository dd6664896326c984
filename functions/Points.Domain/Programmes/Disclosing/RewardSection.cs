using System.Globalization;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>What points buy, for whom and when.</summary>
internal static class RewardSection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new(
            "rewards",
            Bilingual("积分兑换", "Rewards"),
            [.. terms.Rewards.Select(reward => RewardText(reward, terms))]
        );

    private static BilingualName RewardText(Reward reward, ProgrammeTerms terms)
    {
        var parts = new[] { PriceText(reward.Price.Usual) }
            .Concat(PriceTexts(reward.Price, terms))
            .Concat(LimitTexts(reward, terms))
            .Concat(UsageTexts(reward))
            .ToArray();
        return Bilingual(
            $"{reward.Name.Zh}：{string.Join("；", parts.Select(part => part.Zh))}。",
            $"{reward.Name.En}: {string.Join("; ", parts.Select(part => part.En))}."
        );
    }

    private static BilingualName PriceText(Price price) =>
        price.Match(
            fixedPrice: it =>
                it.Worth > Fen.Zero
                    ? Bilingual(
                        $"{FormatPoints(it.Points)}分（价值{FormatMoney(it.Worth)}）",
                        $"{FormatPoints(it.Points)} points (worth {FormatMoney(it.Worth)})"
                    )
                    : Bilingual($"{FormatPoints(it.Points)}分", $"{FormatPoints(it.Points)} points"),
            variable: it =>
                Bilingual(
                    $"每{FormatPoints(it.Points)}分抵{FormatMoney(it.Worth)}，{FormatPoints(it.Minimum)}分起",
                    $"{FormatPoints(it.Points)} points for {FormatMoney(it.Worth)}, from {FormatPoints(it.Minimum)} points on"
                )
        );

    private static IEnumerable<BilingualName> PriceTexts(PriceList prices, ProgrammeTerms terms)
    {
        foreach (var window in prices.Windows)
        {
            var (days, price) = (JoinList(ConditionText.DaysText(window.Window)), PriceText(window.Price));
            yield return Bilingual($"{days.Zh}：{price.Zh}", $"{days.En}: {price.En}");
        }
        foreach (var discount in prices.Discounts)
        {
            var when = ConditionText.InBrackets(discount.When, terms);
            yield return Bilingual(
                $"按{FormatPercent(discount.Discount)}的积分价兑换{when.Zh}",
                $"{FormatPercent(discount.Discount)} of the price in points{when.En}"
            );
        }
        if (prices.Bounds is { } bounds)
            yield return Bilingual(
                $"积分价可在{FormatPoints(bounds.Lowest)}至{FormatPoints(bounds.Highest)}分之间调整",
                $"the price may be set between {FormatPoints(bounds.Lowest)} and {FormatPoints(bounds.Highest)} points"
            );
    }

    private static IEnumerable<BilingualName> LimitTexts(Reward reward, ProgrammeTerms terms)
    {
        var eligible = ConditionText.InBrackets(reward.Eligible, terms);
        if (eligible.Zh.Length > 0)
            yield return Bilingual($"仅限{eligible.Zh}", $"only{eligible.En}");
        if (reward.MerchantId is { } merchantId && terms.Merchants.Count(merchant => merchant.Honours) > 1)
            yield return Bilingual(
                $"兑换商户：{MerchantName(terms, merchantId).Zh}",
                $"at {MerchantName(terms, merchantId).En}"
            );
        if (reward.Stock is { } stock)
            yield return Bilingual($"共{stock}份", $"{stock} of them in all");
        if (reward.Limit is { } limit)
            yield return Bilingual(
                $"每位会员{PeriodText(limit.Per).Zh}限{limit.PerMember}份",
                $"at most {limit.PerMember} a member {PeriodText(limit.Per).En}"
            );
        if (reward.OnSaleFrom is { } start)
            yield return Bilingual(
                $"自{FormatInstant(start, terms)}起可兑换",
                $"on sale from {FormatInstant(start, terms)}"
            );
        if (reward.HeadStart is { } early)
        {
            var when = ConditionText.InBrackets(early.When, terms);
            yield return Bilingual($"提前{early.Hours}小时开放{when.Zh}", $"{early.Hours} hours earlier{when.En}");
        }
    }

    private static IEnumerable<BilingualName> UsageTexts(Reward reward)
    {
        if (reward.MinimumBill is { } bill)
            yield return Bilingual($"账单满{FormatMoney(bill)}可用", $"for bills of at least {FormatMoney(bill)}");
        if (reward.MaximumOffset is { } most)
            yield return Bilingual($"每单最多抵{FormatMoney(most)}", $"at most {FormatMoney(most)} off a bill");
        if (reward.ValidDays is { } days)
            yield return Bilingual($"兑换后{days}天内有效", $"to be used within {days} days");
        if (reward.Restrictions.Admission is { } hours)
            yield return Bilingual(
                $"使用时间{hours.From:HH\\:mm}至{hours.To:HH\\:mm}",
                $"usable from {hours.From:HH\\:mm} to {hours.To:HH\\:mm}"
            );
        if (!reward.Restrictions.Weekdays.IsEmpty)
            yield return Bilingual(
                $"仅限{string.Join("、", reward.Restrictions.Weekdays.Select(day => "日一二三四五六"[(int)day]).Select(day => $"周{day}"))}",
                $"on {string.Join(", ", reward.Restrictions.Weekdays)} only"
            );
        foreach (var closed in reward.Restrictions.Blackout)
            yield return Bilingual(
                $"{JoinList(ConditionText.DaysText(closed)).Zh}不可用",
                $"not usable {JoinList(ConditionText.DaysText(closed)).En}"
            );
        foreach (var note in reward.Restrictions.Notes)
            yield return note;
        if (reward.CashProduct is not null)
            yield return Bilingual("与现金购买条件相同", "on the same conditions as for cash");
        if (reward.CompensationRate > 0)
            yield return Bilingual(
                $"因商户原因取消的，全额退还并补偿{FormatPercent(reward.CompensationRate)}的积分",
                $"if the merchant cancels, all points come back and {FormatPercent(reward.CompensationRate)} more"
            );
    }

    private static string FormatInstant(DateTimeOffset instant, ProgrammeTerms terms) =>
        TimeZoneInfo.ConvertTime(instant, terms.TimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
