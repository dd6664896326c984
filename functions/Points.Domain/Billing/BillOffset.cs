using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;

namespace Points.Domain.Billing;

/// <summary>What one reward takes off a bill, and the points it would cost this member; or why it does not.</summary>
internal readonly record struct BillOffset(Reward? Reward, Fen Worth, Points Points, Refusal? Refusal)
{
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
        if (
            RewardAvailability.FindRefusal(
                reward,
                command.RewardIds.Count(id => id == reward.RewardId),
                wallet,
                member,
                terms,
                now
            ) is
            { } refusal
        )
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
