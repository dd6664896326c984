using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>What tiers there are and how one comes by them.</summary>
internal static class TierSection
{
    public static DisclosureSection Build(Tiers tiers) =>
        new(
            "tiers",
            Bilingual("会员等级", "Tiers"),
            [
                .. tiers.Levels.Select((level, index) => LevelText(level, tiers.WindowMonths, isDefault: index == 0)),
                Bilingual(
                    "达到条件后立即升级；自不再符合条件之日起降一级，每月最多降一级，并通知您。",
                    "You move up at once. From the day on which the conditions are no longer met you move down one step, at most once a month, and are told."
                ),
                Bilingual(
                    "等级只看消费产生的积累，与积分余额无关。",
                    "Tiers count what you spend, never your balance of points."
                ),
            ]
        );

    private static BilingualName LevelText(TierLevel level, int months, bool isDefault)
    {
        var how = isDefault
            ? Bilingual("所有会员", "every member")
            : Bilingual(
                $"近{months}个月现金消费满{FormatMoney(level.Spend)}且消费满{level.Visits}次",
                $"{FormatMoney(level.Spend)} spent in cash and {level.Visits} purchases in the last {months} months"
            );
        var times =
            level.Times > 1
                ? Bilingual($"；{FormatNumber(level.Times)}倍积分", $"; {FormatNumber(level.Times)} times the points")
                : Bilingual("", "");
        var perks = level.Perks.IsEmpty
            ? Bilingual("", "")
            : Bilingual($"；权益：{string.Join("、", level.Perks)}", $"; benefits: {string.Join(", ", level.Perks)}");
        return Bilingual(
            $"{level.Name.Zh}：{how.Zh}{times.Zh}{perks.Zh}。",
            $"{level.Name.En}: {how.En}{times.En}{perks.En}."
        );
    }
}
