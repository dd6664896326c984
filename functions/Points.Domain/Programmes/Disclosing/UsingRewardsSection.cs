using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes how rewards are redeemed, held and used.</summary>
internal static class UsingRewardsSection
{
    // The handlers of redemptions have these numbers, too, and a test compares them with the text.
    private const int DefaultHoldHours = 24,
        HoldsMax = 20,
        CodeSeconds = 60;

    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("redeeming", Bilingual("兑换须知", "How redeeming works"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        yield return Bilingual(
            "按兑换当时的标准扣除积分。",
            "You pay the price that applies at the moment you redeem."
        );
        foreach (var text in RoundingTexts(terms))
            yield return text;
        yield return Bilingual(
            $"在商户收银台使用积分，须出示您的积分码。积分码{CodeSeconds}秒内有效，只能兑换一次。",
            "To spend points at a till, you show a code from the app. It is good for"
                + $" {CodeSeconds} seconds and one redemption."
        );
        foreach (var text in HoldTexts(terms))
            yield return text;
        foreach (var text in VoucherTexts(terms))
            yield return text;
        if (terms.Rewards.Any(reward => reward.Limit is not null))
            yield return Bilingual(
                "取消或退还的份数，在同一期限内不再占用每位会员的限额。",
                "Pieces that are cancelled or returned no longer count towards a member's limit in the same period."
            );
    }

    private static IEnumerable<BilingualName> RoundingTexts(ProgrammeTerms terms)
    {
        if (terms.Rewards.Any(reward => !reward.Price.Discounts.IsEmpty))
            yield return Bilingual(
                "同时符合多项积分优惠的，按所需积分最少的一项计算；折后积分向上取整。",
                "When several reductions of a price apply, the lowest price counts. It is rounded up to a whole point."
            );
        if (terms.Rewards.Any(IsVariable))
            yield return Bilingual(
                "积分抵扣的金额精确到分，不足一分的舍去；抵扣账单的金额不超过账单金额。",
                "What points are worth is rounded down to the fen. Points never take more off a bill than the bill."
            );
    }

    /// <summary>How long and how many pieces may be held before they are taken (decision 31).</summary>
    private static IEnumerable<BilingualName> HoldTexts(ProgrammeTerms terms)
    {
        yield return Bilingual(
            $"可以先预留、稍后领取（留待以后使用的券除外）：未指定时间的预留{DefaultHoldHours}小时，"
                + $"最长{HoldTerms.HoursMaxMax / 24}天，同时最多{HoldsMax}项；奖品另有说明的，以说明为准。"
                + "预留期间，这些积分不能另作他用。",
            "You can hold a reward first and take it later, except a voucher for later use. A hold lasts"
                + $" {DefaultHoldHours} hours if you name no time, {HoldTerms.HoursMaxMax / 24} days at most, and you"
                + $" have at most {HoldsMax} holds at once; a reward may allow less. Meanwhile its points cannot be"
                + " used for anything else."
        );
        yield return Bilingual(
            "领取前您可随时取消预留；到期未领取的，预留自动取消。积分都会立即退还。",
            "You can cancel a hold at any time before you take the reward. A hold whose time is over ends by itself."
                + " Either way the points come back at once."
        );
        if (terms.Rewards.Any(reward => reward.Stock is not null))
            yield return Bilingual(
                $"限量奖品预留后未领取的，在预留时长{HoldTerms.CountedTimesAfterwards}倍的时间内"
                    + $"（最多{HoldTerms.CountedAfterwardsMax.Days}天）仍计入可预留份数；因商户原因取消的除外。",
                "Pieces of a limited reward that you held and did not take count as held for"
                    + $" {HoldTerms.CountedTimesAfterwards} times as long as you held them, at most"
                    + $" {HoldTerms.CountedAfterwardsMax.Days} days, unless the merchant is at fault."
            );
    }

    private static IEnumerable<BilingualName> VoucherTexts(ProgrammeTerms terms)
    {
        if (!terms.Rewards.Any(reward => reward.Kind is RewardKind.Voucher or RewardKind.Coupon))
            yield break;
        yield return Bilingual(
            "券只能在本计划的商户使用，不兑付现金。",
            "Vouchers are good only at this programme's merchants, and are never paid out."
        );
        yield return Bilingual(
            "每张券只能使用一次。账单金额小于券面金额的，余额作废，不找零，也不退还积分。",
            "A voucher is used once. If the bill is smaller than its value, what is left is lost: there is no change,"
                + " and no points come back."
        );
        if (terms.Rewards.Any(reward => reward.ValidDays is not null))
            yield return Bilingual(
                "券过期未使用的，自动作废，积分不退还。",
                "A voucher that you have not used by its last day is lost, and its points do not come back."
            );
    }

    private static bool IsVariable(Reward reward) =>
        reward.Price.Usual.Match(fixedPrice: _ => false, variable: _ => true);
}
