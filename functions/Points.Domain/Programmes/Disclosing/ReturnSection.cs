using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes what happens to points when goods are returned, or rewards are cancelled (law L13).</summary>
internal static class ReturnSection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("returns", Bilingual("退货与退还", "Returns and cancellations"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        yield return RefundText(terms.Earning.RefundsFrom);
        yield return Bilingual(
            "该订单所得积分中已过期未用的部分，不再另行扣除。",
            "Points of that order that have expired unused are not taken from you again."
        );
        yield return Bilingual(
            "不足扣除的部分记为欠分，以后获得或退还的积分先用于补足。",
            "What is still missing is owed: points that you earn or get back later make up for it first."
        );
        if (terms.Rewards.IsEmpty)
            yield break;
        yield return Bilingual(
            "整单退货的，用于支付该订单的券和积分一并退还，已用的券也按原兑换退还积分。",
            "If you return a whole order, the points with which you paid for it come back, also those of vouchers"
                + " that you used for it."
        );
        yield return Bilingual(
            "其他情况下，已领取的奖品和未使用的券由兑换商户办理退还；已使用的券不能退还。",
            "Otherwise it is for the merchant to reverse a reward that you have taken or a voucher that you have not"
                + " used. A used voucher cannot be reversed."
        );
        yield return Bilingual(
            "退还的积分有效期不变；最后可用日已过的，退还后立即失效。",
            "Points that come back keep their last day. Those whose last day has passed expire at once."
        );
        yield return Bilingual(
            $"因商户原因取消的，积分全额退还，自退还之日起至少还有{ReturnTerms.UsableDaysMin}天可用，已过期的也一样。",
            "If the merchant is at fault, you get all your points back, and can use them for at least"
                + $" {ReturnTerms.UsableDaysMin} days from then, even those that have expired since."
        );
        if (terms.Compensation is { } compensation)
            yield return CompensationText(compensation);
    }

    private static BilingualName RefundText(RefundsFrom refundsFrom) =>
        refundsFrom switch
        {
            RefundsFrom.AnyLot => Bilingual(
                "退货时，按退款比例收回该订单所得积分：先从该笔积分中扣除，不足的从您的其他积分中扣除。",
                "When you return goods, the points they earned are taken back in proportion to the refund: first from"
                    + " those same points, then from your other points."
            ),
            RefundsFrom.OwnLot => Bilingual(
                "退货时，按退款比例收回该订单所得积分，只从该笔积分中扣除，不动用您的其他积分。",
                "When you return goods, the points they earned are taken back in proportion to the refund, only from"
                    + " those same points and not from your other points."
            ),
        };

    /// <summary>How much compensation there is when merchants cancel, and what happens beyond that.</summary>
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
}
