using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on members' rights, and on what points cannot be used for.</summary>
internal static class RightsSection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("rights", Bilingual("您的权利与限制", "Your rights, and limits"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        var channels = JoinList(
            terms.NoticeChannels.Select(ChannelText).Prepend(Bilingual("站内通知", "in-app notice"))
        );
        yield return Bilingual(
            $"对会员不利的规则变更至少提前30天通知（{channels.Zh}），通知期满后方可生效。",
            $"A change to your disadvantage takes effect no earlier than 30 days after we notify you ({channels.En})."
        );
        if (!terms.NoticeChannels.IsEmpty)
            yield return QuietHoursText(terms);
        yield return Bilingual(
            "每一笔积分的获取、使用和到期及其原因都可在明细中查询。",
            "Your ledger shows every point that you earned or spent or that expired, with the reason."
        );
        yield return Bilingual(
            "使用积分兑换的服务与现金购买的服务同等；因商户原因取消的，积分全额退还。",
            "A service you get for points is as good as one you pay cash for."
                + " If the merchant cancels it, you get all your points back."
        );
        if (terms.Compensation is { } compensation)
            yield return CompensationText(compensation);
        yield return terms.Family is { } family
            ? Bilingual(
                "积分不可转让或买卖，仅可在登记的家庭成员之间转赠，"
                    + $"每人每月最多转出{FormatPoints(family.PointsPerMonth)}分。",
                "Points cannot be given away or traded, except that within a registered family you may give up to"
                    + $" {PointsInEnglish(family.PointsPerMonth)} per calendar month."
            )
            : Bilingual("积分不可转让或买卖。", "Points cannot be given away or traded.");
        if (OwnDayTerms.ListKinds(terms) is { IsEmpty: false } birthdays)
            yield return OwnDayTerms.Text(birthdays);
        yield return Bilingual(
            "积分不是货币，不能兑换现金，不计利息，不能充值。",
            "Points are not money: they cannot be exchanged for cash, bear no interest and cannot be bought."
        );
        if (terms.Rewards.Any(reward => reward.Kind is RewardKind.Voucher or RewardKind.Coupon))
            yield return Bilingual(
                "兑换所得的券仅限在本计划的商户使用，不兑付现金，不找零。",
                "Vouchers and coupons are good only at this programme's merchants."
                    + " They are never paid out, and no change is given."
            );
        yield return Bilingual(
            "您可以查询、导出和要求删除您的个人信息。",
            "You may see and export your personal information, and ask us to delete it."
        );
    }

    /// <summary>How much compensation there is when merchants cancel, and what happens beyond that (law L13).</summary>
    private static BilingualName CompensationText(CompensationTerms compensation)
    {
        var (times, cap) = (compensation.PerMember.Times, compensation.Budget.Cap);
        var (memberPeriod, period) = (PeriodText(compensation.PerMember.Per), PeriodText(compensation.Budget.Period));
        return Bilingual(
            $"补偿上限：每位会员{memberPeriod.Zh}最多{times}次（同一次兑换只计1次），"
                + $"本计划{period.Zh}最多补偿{FormatPoints(cap)}分；"
                + "超出上限的不再补偿，积分仍全额退还。",
            $"Limits of compensation: you get it at most {TimesInEnglish(times)} {memberPeriod.En} (one redemption"
                + $" counts once), and the programme gives at most {PointsInEnglish(cap)} of it {period.En}."
                + " Beyond that you still get all your points back, without compensation."
        );
    }

    /// <summary>When messages may be sent on the channels other than the app's inbox.</summary>
    private static BilingualName QuietHoursText(ProgrammeTerms terms)
    {
        var channels = terms.NoticeChannels.Select(ChannelText).ToArray();
        var (zh, en) = (
            string.Join("、", channels.Select(channel => channel.Zh)),
            string.Join(" or ", channels.Select(channel => channel.En))
        );
        return terms.QuietHours is { From: var from, To: var to } && from != to
            ? Bilingual(
                $"除规则变更通知外，每日{from:HH:mm}至{to:HH:mm}不发送{zh}。",
                $"From {from:HH:mm} to {to:HH:mm} we do not contact you by {en}, except about a change of the terms."
            )
            : Bilingual($"{zh}可能在任何时间发送。", $"We may contact you by {en} at any time of day.");
    }

    private static BilingualName ChannelText(NoticeChannel channel) =>
        channel switch
        {
            NoticeChannel.Sms => Bilingual("短信", "SMS"),
            NoticeChannel.Push => Bilingual("应用推送", "push message"),
        };
}
