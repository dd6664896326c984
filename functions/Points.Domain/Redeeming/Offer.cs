using Points.Domain.Deciding;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>A reward as a member finds it in the mall now: by the very checks that a redemption passes.</summary>
/// <param name="Price">This member's price now, or anyone's where nobody is named.</param>
/// <param name="Stock">How many are left; null where there is no end of them.</param>
/// <param name="Why">What stands against having one now; null where nothing does.</param>
public sealed record Offer(Reward Reward, Price Price, long? Stock, Refusal? Why)
{
    /// <summary>For one piece; the least, where the member chooses.</summary>
    public Points Points => PointsOf(Price);

    /// <summary>As published, before windows, discounts and what the operator has set.</summary>
    public Points ListPoints => PointsOf(Reward.Price.Usual);

    public Fen Worth => Price.Match(fixedPrice: it => it.Worth, variable: it => it.WorthOf(it.Minimum));

    /// <param name="wallet">Of the member who looks; null for anyone.</param>
    public static Offer Of(Reward reward, ProgrammeRevision terms, Wallet? wallet, long? stock, DateTimeOffset now)
    {
        if (wallet is null)
            return new(
                reward,
                reward.Price.On(terms.BusinessDate(now)),
                stock,
                stock == 0 ? new Refusal.OutOfStock() : null
            );
        var present = wallet.At(terms, now);
        var member = present.Circumstances(terms, now, now);
        var offer = new Offer(reward, reward.Price.For(member), stock, null);
        var balance = present.Lots.Total;
        return offer with
        {
            Why =
                wallet.Facts.FirstRefusal()
                ?? Sale.RefusalOf(reward, 1, present, member, terms, now)
                ?? Lacking(offer, balance),
        };
    }

    private static Refusal? Lacking(Offer offer, Points balance) =>
        offer.Stock == 0 ? new Refusal.OutOfStock()
        : balance < offer.Points ? new Refusal.NotEnoughPoints(balance, offer.Points)
        : null;

    private static Points PointsOf(Price price) => price.Match(fixedPrice: it => it.Points, variable: it => it.Minimum);
}
