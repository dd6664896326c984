using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;

namespace Points.Domain.Billing;

/// <summary>
/// A bill and the wallet of its member while rewards are used for it, one after another. Each is decided as its
/// redemption would be, on what the ones before it have left.
/// </summary>
internal sealed record BillOffset(Bill Bill, Wallet Wallet)
{
    /// <summary>Uses a reward for what is left of the bill.</summary>
    /// <param name="rewardIndex">Which of the command's rewards.</param>
    /// <returns>The bill and the wallet afterwards, or why the redemption would be refused.</returns>
    public (BillOffset? Next, Refusal? Refusal) Use(
        QuoteBill command,
        int rewardIndex,
        ProgrammeTerms terms,
        DateTimeOffset now
    )
    {
        if (terms.FindReward(command.RewardIds[rewardIndex]) is not { } reward)
            return (null, new Refusal.NotFound("reward"));
        if (!reward.Kind.LowersBills())
            return (null, new Refusal.Invalid($"rewardIds[{rewardIndex}]", "does not lower a bill"));
        var redeem = new Redeem(command.Wallet, reward.RewardId, command.MerchantId, Quantity: 1, PointsFor(reward))
        {
            By = new Actor.Merchant(command.MerchantId),
            Bill = Bill.Pay,
            TakenOff = Bill.OffsetBy(reward),
            VoucherCode = "",
            Reservation = RedemptionFromStock.PlaceholderReservation,
        };
        return Redeem
            .Decide(Wallet, redeem, terms, Request.WithoutCaller(now))
            .Match<(BillOffset?, Refusal?)>(
                accepted: it => (new(Bill.ApplyReward(reward, it.Redemption!.Worth), it.PendingChange.Wallet), null),
                refused: refusal => (null, refusal)
            );

        Points? PointsFor(Reward it) =>
            it
                .Price.PriceFor(Wallet.AsOf(terms, now).BuildRuleContext(terms, now, now))
                .Match(fixedPrice: _ => (Points?)null, variable: price => command.Points ?? price.Minimum);
    }
}
