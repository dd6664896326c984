using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>A reward as a member finds it in the mall now: by the very checks that a redemption passes.</summary>
/// <param name="Price">This member's price now, or anyone's where nobody is named.</param>
/// <param name="PiecesLeft">How many are left; null where there is no end of them.</param>
/// <param name="Refusal">What stands against having one now; null where nothing does.</param>
public sealed record RewardOffer(Reward Reward, Price Price, long? PiecesLeft, Refusal? Refusal)
{
    /// <summary>For one piece; the least, where the member chooses.</summary>
    public Points Points => PointsOf(Price);

    /// <summary>As published, before windows, discounts and what the operator has set.</summary>
    public Points ListPoints => PointsOf(Reward.Price.Usual);

    public Fen Worth => Price.Match(fixedPrice: it => it.Worth, variable: it => it.WorthOf(it.Minimum));

    /// <param name="wallet">Of the member who looks; null for anyone.</param>
    public static RewardOffer Of(
        Reward reward,
        ProgrammeTerms terms,
        Wallet? wallet,
        long? piecesLeft,
        DateTimeOffset now
    )
    {
        if (wallet is null)
            return new(
                reward,
                reward.Price.PriceOn(terms.BusinessDateOf(now)),
                piecesLeft,
                piecesLeft == 0 ? new Refusal.OutOfStock() : null
            );
        var present = wallet.AsOf(terms, now);
        var member = present.BuildRuleContext(terms, now, now);
        var offer = new RewardOffer(reward, reward.Price.PriceFor(member), piecesLeft, null);
        var balance = present.Lots.Total;
        return offer with
        {
            Refusal =
                wallet.Facts.FindRefusal()
                ?? RewardAvailability.FindRefusal(reward, 1, present, member, terms, now)
                ?? FindShortage(offer, balance),
        };
    }

    private static Refusal? FindShortage(RewardOffer offer, Points balance) =>
        offer.PiecesLeft == 0 ? new Refusal.OutOfStock()
        : balance < offer.Points ? new Refusal.NotEnoughPoints(balance, offer.Points)
        : null;

    private static Points PointsOf(Price price) => price.Match(fixedPrice: it => it.Points, variable: it => it.Minimum);
}
