using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>What members may count on, and what points are not.</summary>
internal static class RightsSection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("rights", Bilingual("您的权利与限制", "Your rights, and limits"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        var phone = new BilingualName(
            string.Join("、", terms.NoticeChannels.Select(it => ChannelText(it).Zh)),
            string.Join(" or ", terms.NoticeChannels.Select(it => ChannelText(it).En))
        );
        var channels = JoinList(
            terms.NoticeChannels.Select(ChannelText).Prepend(Bilingual("站内通知", "the app's inbox"))
        );
        yield return Bilingual(
            $"对会员不利的规则变更至少提前30天通知（{channels.Zh}），通知期满后方可生效。",
            $"A change to your disadvantage takes effect 30 days after notice at the earliest (by {channels.En})."
        );
        if (!terms.NoticeChannels.IsEmpty)
        {
            yield return terms.QuietHours is { From: var from, To: var to } && from != to
                ? Bilingual(
                    $"除规则变更通知外，每日{from:HH:mm}至{to:HH:mm}不发送{phone.Zh}。",
                    $"From {from:HH:mm} to {to:HH:mm} you get no {phone.En}, but for a change of the terms."
                )
                : Bilingual($"{phone.Zh}可能在任何时间发送。", $"You may get an {phone.En} at any hour.");
        }
        yield return Bilingual(
            "每一笔积分的获取、使用和到期都可在明细中查询。",
            "Every point earned, spent or expired is in your ledger, with the reason."
        );
        yield return Bilingual(
            "使用积分兑换的服务与现金购买的服务同等；因商户原因取消的，积分全额退还。",
            "A service had for points is as good as one had for money; if the merchant cancels it, your points come back in full."
        );
        yield return terms.Family is { } family
            ? Bilingual(
                $"积分不可转让或买卖，仅可在登记的家庭成员之间转赠，每人每月最多转出{FormatPoints(family.PointsPerMonth)}分。",
                $"Points cannot be traded; within a registered family you may give up to {FormatPoints(family.PointsPerMonth)} points a calendar month."
            )
            : Bilingual("积分不可转让或买卖。", "Points cannot be given away or traded.");
        yield return Bilingual(
            "积分不是货币，不能兑换现金，不计利息，不能充值。",
            "Points are not money: they are not paid out, bear no interest, and cannot be bought."
        );
        yield return Bilingual(
            "您可以查询、导出和要求删除您的个人信息。",
            "You may see, export and have erased what is kept about you."
        );
    }

    private static BilingualName ChannelText(NoticeChannel channel) =>
        channel switch
        {
            NoticeChannel.Sms => Bilingual("短信", "SMS"),
            NoticeChannel.Push => Bilingual("应用推送", "push message"),
        };
}
