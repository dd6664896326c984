using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on rewards: their prices, who may get them, and how they can be used.</summary>
internal static class RewardSection
{
    private const string WeekdaysZh = "日一二三四五六"; // By DayOfWeek: Sunday is 0.

    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("rewards", Bilingual("积分兑换", "Rewards"), [.. terms.Rewards.Select(reward => RewardText(reward, terms))])
        {
            Table = new(
                Bilingual("可兑换的奖品", "What you can get for points"),
                [Bilingual("奖品", "Reward"), Bilingual("所需积分", "Points"), Bilingual("说明", "Conditions")],
                [.. terms.Rewards.Select(reward => RewardRow(reward, terms))]
            ),
        };

    private static BilingualName RewardText(Reward reward, ProgrammeTerms terms)
    {
        var parts = ListPrices(reward, terms).Concat(ListConditions(reward, terms)).ToArray();
        return Bilingual(
            $"{reward.Name.Zh}：{string.Join("；", parts.Select(part => part.Zh))}。",
            $"{reward.Name.En}: {string.Join("; ", parts.Select(part => part.En))}."
        );
    }

    private static DisclosureRow RewardRow(Reward reward, ProgrammeTerms terms) =>
        new([
            [reward.Name],
            [.. ListPrices(reward, terms).Select(Capitalised)],
            [.. ListConditions(reward, terms).Select(Capitalised)],
        ]);

    private static IEnumerable<BilingualName> ListPrices(Reward reward, ProgrammeTerms terms) =>
        PriceTexts(reward.Price, terms).Prepend(PriceText(reward.Price.Usual));

    private static IEnumerable<BilingualName> ListConditions(Reward reward, ProgrammeTerms terms) =>
        LimitTexts(reward, terms)
            .Concat(HoldTexts(reward))
            .Concat(UsageTexts(reward))
            .Concat(RestrictionTexts(reward.Restrictions))
            .Concat(FairnessTexts(reward, terms));

    private static BilingualName PriceText(Price price) =>
        price.Match(
            fixedPrice: FixedPriceText,
            variable: it =>
                Bilingual(
                    $"每{FormatPoints(it.Points)}分抵{FormatMoney(it.Worth)}，{FormatPoints(it.Minimum)}分起",
                    $"{FormatMoney(it.Worth)} for every {PointsInEnglish(it.Points)},"
                        + $" at least {PointsInEnglish(it.Minimum)}"
                )
        );

    private static BilingualName FixedPriceText(Price.Fixed price)
    {
        var points =
            price.Points == Points.Zero
                ? Bilingual("免费领取", "free")
                : Bilingual($"{FormatPoints(price.Points)}分", PointsInEnglish(price.Points));
        return price.Worth > Fen.Zero
            ? Bilingual(
                $"{points.Zh}（价值{FormatMoney(price.Worth)}）",
                $"{points.En} (worth {FormatMoney(price.Worth)})"
            )
            : points;
    }

    private static IEnumerable<BilingualName> PriceTexts(PriceList prices, ProgrammeTerms terms)
    {
        foreach (var window in prices.Windows)
        {
            var (days, price) = (JoinList(ConditionText.DaysText(window.Window)), PriceText(window.Price));
            yield return Bilingual($"{days.Zh}：{price.Zh}", $"{days.En}: {price.En}");
        }
        foreach (var discount in prices.Discounts)
        {
            var percent = FormatPercent(discount.Discount);
            var only = ConditionText.Only(discount.When, terms, ConditionSubject.Member);
            yield return Bilingual(
                $"所需积分{FormatDiscount(discount.Discount)}{only.Zh}",
                $"{percent} of these points{only.En}"
            );
        }
        if (prices.Bounds is { Lowest: var lowest, Highest: var highest })
            yield return Bilingual(
                $"所需积分可随时在{FormatPoints(lowest)}至{FormatPoints(highest)}分之间调整",
                $"we may change this price at any time, between {FormatPoints(lowest)} and {PointsInEnglish(highest)}"
            );
    }

    private static IEnumerable<BilingualName> LimitTexts(Reward reward, ProgrammeTerms terms)
    {
        if (ConditionText.OnlyPhrase(reward.Eligible, terms, ConditionSubject.Member) is { } eligible)
            yield return eligible;
        if (reward.MerchantId is { } merchantId && terms.Merchants.Count(merchant => merchant.Honours) > 1)
            yield return Bilingual(
                $"兑换商户：{MerchantName(terms, merchantId).Zh}",
                $"at {MerchantName(terms, merchantId).En}"
            );
        if (reward.MerchantId is null && terms.Merchants.Count(merchant => merchant.Honours) > 1)
            yield return Bilingual(
                "任选一家可使用积分的商户，兑换时选定",
                "for one of the merchants at which you can spend points; you choose it when you redeem"
            );
        if (reward.Stock is { } stock)
            yield return Bilingual($"限量{stock:N0}份", $"{stock:N0} available in total");
        if (reward.Limit is { } limit)
            yield return Bilingual(
                $"每位会员{PeriodText(limit.Per).Zh}限{limit.PerMember}份",
                $"at most {limit.PerMember} per member {PeriodText(limit.Per).En}"
            );
        if (reward.OnSaleFrom is { } start)
            yield return Bilingual(
                $"{FormatInstant(start, terms).Zh}起可兑换",
                $"from {FormatInstant(start, terms).En} on"
            );
        if (reward.HeadStart is { } early)
        {
            var who = ConditionText.Who(early.When, terms);
            yield return Bilingual(
                $"{who.Zh}可提前{early.Hours}小时兑换",
                $"{CountInEnglish(early.Hours, "hour")} earlier {who.En}"
            );
        }
    }

    /// <summary>How long and how many pieces may be held before they are taken (decision 31).</summary>
    private static IEnumerable<BilingualName> HoldTexts(Reward reward)
    {
        if (reward.EffectiveHold.HoursMax is { } hours)
            yield return Bilingual(
                $"最长可预留{hours}小时",
                $"can be held for at most {CountInEnglish(hours, "hour")}"
            );
        if (reward.EffectiveHold.PiecesMax is { } pieces)
            yield return Bilingual($"每位会员同时最多预留{pieces}份", $"at most {pieces} held at once per member");
    }

    private static IEnumerable<BilingualName> UsageTexts(Reward reward)
    {
        if (reward.Kind is RewardKind.Voucher or RewardKind.Coupon)
            yield return Bilingual("以券码发放", "given as a code that you show at the till");
        if (reward.Kind == RewardKind.BillOffset)
            yield return Bilingual("结账时直接抵扣账单", "taken off a bill when you pay it");
        if (reward.MinimumBill is { } bill)
            yield return Bilingual(
                $"扣除其他优惠后，账单满{FormatMoney(bill)}可用",
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
                $"因商户原因取消的，积分全额退还，另按所用积分的{percent}补偿（以补偿上限为限）",
                $"if the merchant cancels, you get all your points back and, within the limits of compensation,"
                    + $" {percent} more"
            );
        }
    }
}
