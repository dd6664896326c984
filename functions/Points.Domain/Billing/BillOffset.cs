using Points.Domain.Deciding;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;

namespace Points.Domain.Billing;

/// <summary>What one reward takes off a bill, and the points it would cost this member; or why it does not.</summary>
internal readonly record struct BillOffset(Reward? Reward, Fen Worth, Points Points, Refusal? Refusal)
{
    public static BillOffset Of(
        QuoteBill command,
        int at,
        Wallet wallet,
        ProgrammeRevision terms,
        Circumstances member,
        Bill bill,
        DateTimeOffset now
    )
    {
        if (terms.Reward(command.RewardIds[at]) is not { } reward)
            return No(new Refusal.NotFound("reward"));
        if (reward.Kind is not (RewardKind.Voucher or RewardKind.Coupon or RewardKind.BillOffset))
            return No(new Refusal.Invalid($"rewardIds[{at}]", "does not lower a bill"));
        if (
            Sale.RefusalOf(reward, command.RewardIds.Count(id => id == reward.RewardId), wallet, member, terms, now) is
            { } refusal
        )
            return No(refusal);
        if (bill.AfterPerks < reward.MinimumBill)
            return No(new Refusal.NotEligible($"the bill must come to at least {reward.MinimumBill}"));
        return reward
            .Price.For(member)
            .Match(
                fixedPrice: price => new BillOffset(reward, price.Worth, price.Points, null),
                variable: price => OfVariable(reward, price, command.Points ?? price.Minimum, bill)
            );
    }

    private static BillOffset OfVariable(Reward reward, Price.Variable price, Points points, Bill bill)
    {
        if (points < price.Minimum)
            return No(new Refusal.NotEligible($"this reward takes at least {price.Minimum} points"));
        var (worth, taken) = (price.WorthOf(points), bill.TakenBy(reward));
        if (taken + worth > reward.MaximumOffset)
            return No(new Refusal.LimitReached($"at most {reward.MaximumOffset} off a bill"));
        return worth > bill.Pay ? No(Charge.MoreThanBill(bill.Pay, price)) : new(reward, worth, points, null);
    }

    private static BillOffset No(Refusal refusal) => new(null, Fen.Zero, Points.Zero, refusal);
}
