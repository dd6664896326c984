using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on the tiers and how members reach them.</summary>
internal static class TierSection
{
    public static DisclosureSection Build(Tiers tiers, ProgrammeTerms terms) =>
        new(
            "tiers",
            Bilingual("会员等级", "Tiers"),
            [
                .. tiers.Levels.Select(level => LevelText(level, tiers, terms)),
                Bilingual(
                    "达到条件后立即升级；促成升级的那笔消费仍按原等级积分。",
                    "You move up as soon as you meet the conditions. The purchase that moves you up still earns by your"
                        + " tier before."
                ),
                Bilingual(
                    "自不再符合条件之日起降一级，每月最多降一级，并通知您。",
                    "From the day you no longer meet the conditions, you move down one tier, at most one tier a month,"
                        + " and we notify you."
                ),
                Bilingual(
                    "退货的金额和次数不计入；因该订单升级的，退货后立即恢复到没有该订单时的等级。",
                    "Purchases that you return do not count. If you moved up because of one, you are at once back in"
                        + " the tier that you have without it."
                ),
                Bilingual(
                    "等级只看您的消费，与积分余额无关。",
                    "Tiers depend on what you spend, never on your points balance."
                ),
            ]
        )
        {
            Table = new(
                Bilingual("各等级的条件与权益", "What each tier asks for and gives"),
                [
                    Bilingual("等级", "Tier"),
                    Bilingual("条件", "Condition"),
                    Bilingual("积分倍数", "Points"),
                    Bilingual("权益", "Benefits"),
                ],
                [.. tiers.Levels.Select(level => LevelRow(level, tiers, terms))]
            ),
        };

    private static BilingualName LevelText(TierLevel level, Tiers tiers, ProgrammeTerms terms)
    {
        var how = ConditionOf(level, tiers);
        var times =
            level.Times > 1
                ? Bilingual($"；{FormatNumber(level.Times)}倍积分", $"; {FormatNumber(level.Times)} times the points")
                : Bilingual("", "");
        var benefits = JoinList(level.Perks.Select(terms.LabelOf));
        var perks = level.Perks.IsEmpty
            ? Bilingual("", "")
            : Bilingual($"；权益：{benefits.Zh}", $"; benefits: {benefits.En}");
        return Bilingual(
            $"{level.Name.Zh}：{how.Zh}{times.Zh}{perks.Zh}。",
            $"{level.Name.En}: {how.En}{times.En}{perks.En}."
        );
    }

    private static DisclosureRow LevelRow(TierLevel level, Tiers tiers, ProgrammeTerms terms)
    {
        var times = FormatNumber(level.Times);
        return new([
            [level.Name],
            [Capitalised(ConditionOf(level, tiers))],
            [level.Times > 1 ? Bilingual($"{times}倍", $"{times} times") : Bilingual("1倍", "Usual")],
            [.. level.Perks.IsEmpty ? [Bilingual("—", "—")] : level.Perks.Select(terms.LabelOf).Select(Capitalised)],
        ]);
    }

    private static BilingualName ConditionOf(TierLevel level, Tiers tiers) =>
        level == tiers.Default ? Bilingual("所有会员", "every member") : ThresholdText(level, tiers);

    /// <summary>What the tier requires: spending, purchases or both. A requirement of zero is left out.</summary>
    private static BilingualName ThresholdText(TierLevel level, Tiers tiers)
    {
        var parts = new List<BilingualName>();
        if (level.Spend > Fen.Zero)
            parts.Add(Bilingual($"现金消费满{FormatMoney(level.Spend)}", $"{FormatMoney(level.Spend)} spent in cash"));
        if (level.Visits > 0)
            parts.Add(Bilingual($"消费满{level.Visits}次", CountInEnglish(level.Visits, "purchase")));
        var months = tiers.WindowMonths;
        return Bilingual(
            $"近{months}个月{string.Join("且", parts.Select(part => part.Zh))}",
            $"{string.Join(" and ", parts.Select(part => part.En))}"
                + $" in the last {(months == 1 ? "month" : CountInEnglish(months, "month"))}"
        );
    }
}
