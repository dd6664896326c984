using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on members' rights, and on what points cannot be used for.</summary>
internal static class RightsSection
{
    private const int FamilySizeMax = 20; // A registered family has the same bound, and a test compares them.

    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("rights", Bilingual("您的权利与限制", "Your rights, and limits"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        var channels = JoinList(
            terms.NoticeChannels.Select(ChannelText).Prepend(Bilingual("应用内通知", "notice in the app"))
        );
        var days = NoticePeriod.Length.Days;
        yield return Bilingual(
            $"对会员不利的规则变更，会以{channels.Zh}通知每位会员；全部通知完成满{days}天后才能生效。",
            $"We tell every member of a change to their disadvantage ({channels.En}). It takes effect no earlier than"
                + $" {days} days after the last member was notified."
        );
        yield return Bilingual(
            "入会时已公布、尚未生效的变更，视为已通知您。",
            "If you join after a change was announced, you count as notified of it."
        );
        if (terms.ValueGuaranteed)
            yield return Bilingual(
                "价值保障：您的积分能换到的东西不会变差。奖品不会取消、涨价或贬值，有效期不会缩短；"
                    + "只有公布了浮动范围的价格可在该范围内调整。",
                "Value guarantee: what your points buy never gets worse. No reward disappears, costs more or is worth"
                    + " less, and points never last shorter, with or without notice. Only prices with a published range"
                    + " may move within it."
            );
        if (!terms.NoticeChannels.IsEmpty)
            yield return QuietHoursText(terms);
        yield return Bilingual(
            "每一笔积分的获取、使用和到期及其原因，都可在积分明细中查询。",
            "Your ledger shows every point that you earned or spent or that expired, with the reason."
        );
        yield return CorrectionText();
        if (terms.Adjustments is { } adjustments)
            yield return AdjustmentText(adjustments);
        if (terms.OpeningBudget is not null)
            yield return Bilingual(
                "您在原系统的积分可由运营方转入本计划，原有的最后可用日不变。",
                "The operator may take over points that you had in another system. They keep the last day that they had"
                    + " there."
            );
        yield return Bilingual(
            "用积分兑换的服务，与现金购买的服务同等对待。",
            "A service you get for points is as good as one you pay cash for."
        );
        yield return terms.Family is { } family
            ? Bilingual(
                $"积分不得买卖或转让，只能在已登记的家庭成员（最多{FamilySizeMax}人）之间转赠，"
                    + $"每人每月最多转出{FormatPoints(family.PointsPerMonth)}分；转赠的积分有效期不变。",
                "Points cannot be given away or traded, except within a registered family of at most"
                    + $" {FamilySizeMax} members: you may give up to {PointsInEnglish(family.PointsPerMonth)} per"
                    + " calendar month. They keep their last day."
            )
            : Bilingual("积分不得买卖、转让或转赠。", "Points cannot be given away or traded.");
        yield return Bilingual(
            "积分不是货币：不能兑换现金，不计利息，也不能充值购买。",
            "Points are not money: they cannot be exchanged for cash, bear no interest and cannot be bought."
        );
        yield return ErasureText();
        yield return KeptAfterErasureText();
    }

    /// <summary>What <c>EndWallet</c> does.</summary>
    private static BilingualName ErasureText() =>
        Bilingual(
            "您可以随时要求注销并删除个人信息。注销时：正在转赠的积分先转到或退回，占用的奖品取消并退回库存；"
                + "剩余积分（含待生效积分）、欠分、等级、家庭关系、未使用的兑换券、等待订单的退货和未答复的投诉一并终止，"
                + "不再恢复，也不折现。",
            "You can ask to be erased at any time. Points on their way to your family arrive or come back first, and"
                + " rewards that are held for you are cancelled. Then all your points end, usable or pending, and so do"
                + " points that you owe, your tier, your family's tie, vouchers that you have not used, refunds that wait"
                + " for their purchase, and complaints without an answer. Nothing of it comes back or is paid out."
        );

    private static BilingualName KeptAfterErasureText() =>
        Bilingual(
            "注销后，您的个人信息即被删除；积分账本依法留存，但只写随机编号，不再指向您。以同一编号重新入会视为新会员，"
                + "已积过分的订单不再积分。",
            "Once you are erased, everything about your person is deleted. The ledgers of points are kept as the law"
                + " requires, under a random key that leads to nobody. If you join again, you are a new member, and orders"
                + " that have earned do not earn again."
        );

    private static BilingualName CorrectionText() =>
        Bilingual(
            "多发的积分，运营方可以更正扣减：只扣可用积分，先到期的先扣，原因记入积分明细。",
            "The operator may take back points that you were given by mistake: only points that you can use, those that"
                + " expire first first. Your ledger shows the reason."
        );

    private static BilingualName AdjustmentText(AdjustmentTerms adjustments)
    {
        var period = PeriodText(adjustments.Budget.Period);
        return Bilingual(
            $"少发的积分，运营方可以补发，也可以酌情赠送，原因记入积分明细；本计划{period.Zh}最多"
                + $"{FormatPoints(adjustments.Budget.Cap)}分。",
            "The operator may give you points that you should have had, or points as goodwill, at most"
                + $" {PointsInEnglish(adjustments.Budget.Cap)} {period.En} for all members together. Your ledger shows"
                + " the reason."
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
