using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;

namespace Points.Domain.Billing;

/// <summary>
/// What one reward takes off a bill and the points that it costs this member, or why it cannot be used.
/// </summary>
/// <param name="Reward">Null if refused.</param>
/// <param name="Worth">The reduction of the bill, in fen.</param>
internal readonly record struct BillOffset(Reward? Reward, Fen Worth, Points Points, Refusal? Refusal)
{
    /// <param name="rewardIndex">Which of the command's rewards.</param>
    /// <param name="bill">The bill after the rewards before this one.</param>
    public static BillOffset Calculate(
        QuoteBill command,
        int rewardIndex,
        Wallet wallet,
        ProgrammeTerms terms,
        RuleContext member,
        Bill bill,
        DateTimeOffset now
    )
    {
        if (terms.FindReward(command.RewardIds[rewardIndex]) is not { } reward)
            return Refuse(new Refusal.NotFound("reward"));
        if (reward.Kind is not (RewardKind.Voucher or RewardKind.Coupon or RewardKind.BillOffset))
            return Refuse(new Refusal.Invalid($"rewardIds[{rewardIndex}]", "does not lower a bill"));
        var quantity = command.RewardIds.Count(id => id == reward.RewardId);
        if (RewardAvailability.FindRefusal(reward, quantity, wallet, member, terms, now) is { } refusal)
            return Refuse(refusal);
        if (bill.AfterPerks < reward.MinimumBill)
            return Refuse(new Refusal.NotEligible($"the bill must come to at least {reward.MinimumBill}"));
        return reward
            .Price.PriceFor(member)
            .Match(
                fixedPrice: price => new BillOffset(reward, price.Worth, price.Points, null),
                variable: price => ForVariablePrice(reward, price, command.Points ?? price.Minimum, bill)
            );
    }

    private static BillOffset ForVariablePrice(Reward reward, Price.Variable price, Points points, Bill bill)
    {
        if (points < price.Minimum)
            return Refuse(new Refusal.NotEligible($"this reward takes at least {price.Minimum} points"));
        var (worth, taken) = (price.WorthOf(points), bill.OffsetBy(reward));
        if (taken + worth > reward.MaximumOffset)
            return Refuse(new Refusal.LimitReached($"at most {reward.MaximumOffset} off a bill"));
        return worth > bill.Pay
            ? Refuse(RedemptionPrice.ExceedsBill(bill.Pay, price))
            : new(reward, worth, points, null);
    }

    private static BillOffset Refuse(Refusal refusal) => new(null, Fen.Zero, Points.Zero, refusal);
}
