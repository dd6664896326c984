using System.Globalization;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on rewards: their prices, who may get them, and how they can be used.</summary>
internal static class RewardSection
{
    private const string WeekdaysZh = "日一二三四五六"; // By DayOfWeek: Sunday is 0.

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
            .Concat(HoldTexts(reward))
            .Concat(UsageTexts(reward))
            .Concat(RestrictionTexts(reward.Restrictions))
            .Concat(FairnessTexts(reward, terms))
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
                        $"{PointsInEnglish(it.Points)} (worth {FormatMoney(it.Worth)})"
                    )
                    : Bilingual($"{FormatPoints(it.Points)}分", PointsInEnglish(it.Points)),
            variable: it =>
                Bilingual(
                    $"每{FormatPoints(it.Points)}分抵{FormatMoney(it.Worth)}，{FormatPoints(it.Minimum)}分起",
                    $"{FormatMoney(it.Worth)} for every {PointsInEnglish(it.Points)},"
                        + $" at least {PointsInEnglish(it.Minimum)}"
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
            var (percent, when) = (FormatPercent(discount.Discount), ConditionText.InBrackets(discount.When, terms));
            yield return Bilingual($"按{percent}的积分价兑换{when.Zh}", $"{percent} of the price in points{when.En}");
        }
        if (prices.Bounds is { Lowest: var lowest, Highest: var highest })
            yield return Bilingual(
                $"积分价可在{FormatPoints(lowest)}至{FormatPoints(highest)}分之间调整",
                $"the price may be set between {FormatPoints(lowest)} and {PointsInEnglish(highest)}"
            );
    }

    private static IEnumerable<BilingualName> LimitTexts(Reward reward, ProgrammeTerms terms)
    {
        if (ConditionText.AsPhrase(reward.Eligible, terms) is { } eligible)
            yield return Bilingual($"仅限{eligible.Zh}", $"only {eligible.En}");
        if (reward.MerchantId is { } merchantId && terms.Merchants.Count(merchant => merchant.Honours) > 1)
            yield return Bilingual(
                $"兑换商户：{MerchantName(terms, merchantId).Zh}",
                $"at {MerchantName(terms, merchantId).En}"
            );
        if (reward.Stock is { } stock)
            yield return Bilingual($"共{stock}份", $"{stock} available in total");
        if (reward.Limit is { } limit)
            yield return Bilingual(
                $"每位会员{PeriodText(limit.Per).Zh}限{limit.PerMember}份",
                $"at most {limit.PerMember} per member {PeriodText(limit.Per).En}"
            );
        if (reward.OnSaleFrom is { } start)
            yield return Bilingual(
                $"自{FormatInstant(start, terms)}起可兑换",
                $"on sale from {FormatInstant(start, terms)}"
            );
        if (reward.HeadStart is { } early)
        {
            var when = ConditionText.InBrackets(early.When, terms);
            yield return Bilingual(
                $"提前{early.Hours}小时开放{when.Zh}",
                $"on sale {CountInEnglish(early.Hours, "hour")} earlier{when.En}"
            );
        }
    }

    /// <summary>How long and how many pieces may be held before they are taken (decision 31).</summary>
    private static IEnumerable<BilingualName> HoldTexts(Reward reward)
    {
        if (reward.EffectiveHold.HoursMax is { } hours)
            yield return Bilingual(
                $"最长可保留{hours}小时",
                $"can be held for at most {CountInEnglish(hours, "hour")}"
            );
        if (reward.EffectiveHold.PiecesMax is { } pieces)
            yield return Bilingual($"每位会员同时最多保留{pieces}份", $"at most {pieces} held at once per member");
        if (reward.Stock is not null)
            yield return Bilingual(
                $"保留后未兑换的份数在保留时长的{HoldTerms.CountedTimesAfterwards}倍时间内（最多30天）仍计入同时保留的份数",
                $"pieces that you held and did not take count as held for {HoldTerms.CountedTimesAfterwards} times as"
                    + " long as you held them, at most 30 days"
            );
    }

    private static IEnumerable<BilingualName> UsageTexts(Reward reward)
    {
        if (reward.MinimumBill is { } bill)
            yield return Bilingual(
                $"其他优惠后账单满{FormatMoney(bill)}可用",
                $"for bills of at least {FormatMoney(bill)} after other discounts"
            );
        if (reward.MaximumOffset is { } most)
            yield return Bilingual($"每单最多抵{FormatMoney(most)}", $"at most {FormatMoney(most)} off each bill");
        if (reward.ValidDays is { } days)
            yield return Bilingual(
                $"兑换后{days}天内有效",
                $"valid for {CountInEnglish(days, "day")} after redemption"
            );
    }

    private static IEnumerable<BilingualName> RestrictionTexts(Restrictions restrictions)
    {
        if (restrictions.Admission is { } hours)
            yield return Bilingual(
                $"使用时间{hours.From:HH\\:mm}至{hours.To:HH\\:mm}",
                $"usable from {hours.From:HH\\:mm} to {hours.To:HH\\:mm}"
            );
        if (!restrictions.Weekdays.IsEmpty)
            yield return Bilingual(
                $"仅限{string.Join("、", restrictions.Weekdays.Select(day => $"周{WeekdaysZh[(int)day]}"))}",
                $"usable only on {string.Join(", ", restrictions.Weekdays)}"
            );
        foreach (var closed in restrictions.Blackout)
        {
            var days = JoinList(ConditionText.DaysText(closed));
            yield return Bilingual($"{days.Zh}不可用", $"not usable {days.En}");
        }
        foreach (var note in restrictions.Notes)
            yield return note;
    }

    /// <summary>How members who pay with points are treated compared with those who pay cash (law L13).</summary>
    private static IEnumerable<BilingualName> FairnessTexts(Reward reward, ProgrammeTerms terms)
    {
        if (reward.CashProduct is not null)
            yield return Bilingual("与现金购买条件相同", "same conditions as when bought for cash");
        if (reward.CompensationRate > 0 && terms.Compensation is not null)
        {
            var percent = FormatPercent(reward.CompensationRate);
            yield return Bilingual(
                $"因商户原因取消的，全额退还，并在补偿上限内补偿{percent}的积分",
                $"if the merchant cancels, you get all your points back and, within the limits of compensation,"
                    + $" {percent} more"
            );
        }
    }

    private static string FormatInstant(DateTimeOffset instant, ProgrammeTerms terms) =>
        TimeZoneInfo.ConvertTime(instant, terms.TimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
