using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Redeeming;

/// <summary>A reward as it is offered now, with the refusal that a redemption would get.</summary>
/// <param name="Price">The member's price now; the public price if no member is named.</param>
/// <param name="PiecesLeft">Pieces left in stock; null if the stock is unlimited.</param>
/// <param name="Refusal">Why a redemption of one piece would be refused now; null if it would not.</param>
public sealed record RewardOffer(Reward Reward, Price Price, long? PiecesLeft, Refusal? Refusal)
{
    /// <summary>The points for one piece, or the minimum if the member chooses.</summary>
    public Points Points => PointsOf(Price);

    /// <summary>The published price, before price windows, discounts and the operator's price.</summary>
    public Points ListPoints => PointsOf(Reward.Price.Usual);

    public Fen Worth => Price.Match(fixedPrice: it => it.Worth, variable: it => it.WorthOf(it.Minimum));

    /// <param name="wallet">The member's wallet; null for the public offer.</param>
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
                ?? RewardAvailability.FindRefusal(reward, 1, present, member, terms, now, toMerchant: false)
                ?? FindShortage(offer, balance),
        };
    }

    private static Refusal? FindShortage(RewardOffer offer, Points balance) =>
        offer.PiecesLeft == 0 ? new Refusal.OutOfStock()
        : balance < offer.Points ? new Refusal.NotEnoughPoints(balance, offer.Points)
        : null;

    private static Points PointsOf(Price price) => price.Match(fixedPrice: it => it.Points, variable: it => it.Minimum);
}
