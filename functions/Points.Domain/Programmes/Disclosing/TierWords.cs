using static Points.Domain.Programmes.Disclosing.Words;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>What tiers there are and how one comes by them.</summary>
internal static class TierWords
{
    public static DisclosureSection Section(Tiers tiers) =>
        new(
            "tiers",
            Say("会员等级", "Tiers"),
            [
                .. tiers.Levels.Select((level, index) => Of(level, tiers.WindowMonths, isDefault: index == 0)),
                Say(
                    "达到条件后立即升级；自不再符合条件之日起降一级，每月最多降一级，并通知您。",
                    "You move up at once. From the day on which the conditions are no longer met you move down one step, at most once a month, and are told."
                ),
                Say(
                    "等级只看消费产生的积累，与积分余额无关。",
                    "Tiers count what you spend, never your balance of points."
                ),
            ]
        );

    private static BilingualName Of(TierLevel level, int months, bool isDefault)
    {
        var how = isDefault
            ? Say("所有会员", "every member")
            : Say(
                $"近{months}个月现金消费满{Money(level.Spend)}且消费满{level.Visits}次",
                $"{Money(level.Spend)} spent in cash and {level.Visits} purchases in the last {months} months"
            );
        var times =
            level.Times > 1
                ? Say($"；{Plain(level.Times)}倍积分", $"; {Plain(level.Times)} times the points")
                : Say("", "");
        var perks = level.Perks.IsEmpty
            ? Say("", "")
            : Say($"；权益：{string.Join("、", level.Perks)}", $"; benefits: {string.Join(", ", level.Perks)}");
        return Say(
            $"{level.Name.Zh}：{how.Zh}{times.Zh}{perks.Zh}。",
            $"{level.Name.En}: {how.En}{times.En}{perks.En}."
        );
    }
}
