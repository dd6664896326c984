using System.Globalization;
using static Points.Domain.Programmes.Disclosing.Words;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>What points buy, for whom and when.</summary>
internal static class RewardWords
{
    public static DisclosureSection Section(ProgrammeRevision terms) =>
        new("rewards", Say("积分兑换", "Rewards"), [.. terms.Rewards.Select(reward => Of(reward, terms))]);

    private static BilingualName Of(Reward reward, ProgrammeRevision terms)
    {
        var parts = new[] { PriceOf(reward.Price.Usual) }
            .Concat(Prices(reward.Price, terms))
            .Concat(Limits(reward, terms))
            .Concat(Uses(reward))
            .ToArray();
        return Say(
            $"{reward.Name.Zh}：{string.Join("；", parts.Select(part => part.Zh))}。",
            $"{reward.Name.En}: {string.Join("; ", parts.Select(part => part.En))}."
        );
    }

    private static BilingualName PriceOf(Price price) =>
        price.Match(
            fixedPrice: it =>
                it.Worth > Fen.Zero
                    ? Say(
                        $"{Count(it.Points)}分（价值{Money(it.Worth)}）",
                        $"{Count(it.Points)} points (worth {Money(it.Worth)})"
                    )
                    : Say($"{Count(it.Points)}分", $"{Count(it.Points)} points"),
            variable: it =>
                Say(
                    $"每{Count(it.Points)}分抵{Money(it.Worth)}，{Count(it.Minimum)}分起",
                    $"{Count(it.Points)} points for {Money(it.Worth)}, from {Count(it.Minimum)} points on"
                )
        );

    private static IEnumerable<BilingualName> Prices(PriceList prices, ProgrammeRevision terms)
    {
        foreach (var window in prices.Windows)
        {
            var (days, price) = (List(ConditionWords.Days(window.Window)), PriceOf(window.Price));
            yield return Say($"{days.Zh}：{price.Zh}", $"{days.En}: {price.En}");
        }
        foreach (var discount in prices.Discounts)
        {
            var when = ConditionWords.Behind(discount.When, terms);
            yield return Say(
                $"按{Percent(discount.Discount)}的积分价兑换{when.Zh}",
                $"{Percent(discount.Discount)} of the price in points{when.En}"
            );
        }
        if (prices.Bounds is { } bounds)
            yield return Say(
                $"积分价可在{Count(bounds.Lowest)}至{Count(bounds.Highest)}分之间调整",
                $"the price may be set between {Count(bounds.Lowest)} and {Count(bounds.Highest)} points"
            );
    }

    private static IEnumerable<BilingualName> Limits(Reward reward, ProgrammeRevision terms)
    {
        var eligible = ConditionWords.Behind(reward.Eligible, terms);
        if (eligible.Zh.Length > 0)
            yield return Say($"仅限{eligible.Zh}", $"only{eligible.En}");
        if (reward.MerchantId is { } merchantId && terms.Merchants.Count(merchant => merchant.Honours) > 1)
            yield return Say($"兑换商户：{Merchant(terms, merchantId).Zh}", $"at {Merchant(terms, merchantId).En}");
        if (reward.Stock is { } stock)
            yield return Say($"共{stock}份", $"{stock} of them in all");
        if (reward.Limit is { } limit)
            yield return Say(
                $"每位会员{Per(limit.Per).Zh}限{limit.PerMember}份",
                $"at most {limit.PerMember} a member {Per(limit.Per).En}"
            );
        if (reward.OnSaleFrom is { } start)
            yield return Say($"自{Moment(start, terms)}起可兑换", $"on sale from {Moment(start, terms)}");
        if (reward.HeadStart is { } early)
        {
            var when = ConditionWords.Behind(early.When, terms);
            yield return Say($"提前{early.Hours}小时开放{when.Zh}", $"{early.Hours} hours earlier{when.En}");
        }
    }

    private static IEnumerable<BilingualName> Uses(Reward reward)
    {
        if (reward.MinimumBill is { } bill)
            yield return Say($"账单满{Money(bill)}可用", $"for bills of at least {Money(bill)}");
        if (reward.MaximumOffset is { } most)
            yield return Say($"每单最多抵{Money(most)}", $"at most {Money(most)} off a bill");
        if (reward.ValidDays is { } days)
            yield return Say($"兑换后{days}天内有效", $"to be used within {days} days");
        if (reward.Restrictions.Admission is { } hours)
            yield return Say(
                $"使用时间{hours.From:HH\\:mm}至{hours.To:HH\\:mm}",
                $"usable from {hours.From:HH\\:mm} to {hours.To:HH\\:mm}"
            );
        if (!reward.Restrictions.Weekdays.IsEmpty)
            yield return Say(
                $"仅限{string.Join("、", reward.Restrictions.Weekdays.Select(day => "日一二三四五六"[(int)day]).Select(day => $"周{day}"))}",
                $"on {string.Join(", ", reward.Restrictions.Weekdays)} only"
            );
        foreach (var closed in reward.Restrictions.Blackout)
            yield return Say(
                $"{List(ConditionWords.Days(closed)).Zh}不可用",
                $"not usable {List(ConditionWords.Days(closed)).En}"
            );
        foreach (var note in reward.Restrictions.Notes)
            yield return note;
        if (reward.CashProduct is not null)
            yield return Say("与现金购买条件相同", "on the same conditions as for cash");
        if (reward.CompensationRate > 0)
            yield return Say(
                $"因商户原因取消的，全额退还并补偿{Percent(reward.CompensationRate)}的积分",
                $"if the merchant cancels, all points come back and {Percent(reward.CompensationRate)} more"
            );
    }

    private static string Moment(DateTimeOffset instant, ProgrammeRevision terms) =>
        TimeZoneInfo.ConvertTime(instant, terms.TimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
