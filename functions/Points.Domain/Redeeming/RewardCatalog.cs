using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Stocking;

namespace Points.Domain.Redeeming;

/// <summary>Lists a programme's rewards with their prices, stock and availability now.</summary>
public sealed class RewardCatalog(IProgrammes programmes, IWalletStore wallets, IStock stock)
{
    /// <param name="memberId">The member whose prices and availability are shown; null for the public ones.</param>
    /// <param name="cheapestFirst">
    /// Whether to list what the member can have first, and the cheapest before the others; otherwise in the published
    /// order.
    /// </param>
    /// <returns>Null if there is no such programme, or the member is not in it.</returns>
    public async Task<IReadOnlyList<RewardOffer>?> ListOffers(
        string programmeId,
        string? memberId,
        bool cheapestFirst,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await programmes.FindTerms(programmeId, now, ct) is not { } terms)
            return null;
        var wallet = memberId is null ? null : await wallets.Find(new WalletId(memberId, programmeId), ct);
        if (memberId is not null && wallet is null)
            return null;

        var offers = new List<RewardOffer>(terms.Rewards.Length);
        foreach (var reward in terms.Rewards)
            offers.Add(RewardOffer.Of(reward, terms, wallet, await CountPiecesLeft(reward, terms, ct), now));
        return cheapestFirst
            ? [.. offers.OrderBy(offer => offer.Refusal is not null).ThenBy(offer => offer.Points)]
            : offers;
    }

    private async Task<long?> CountPiecesLeft(Reward reward, ProgrammeTerms terms, CancellationToken ct) =>
        reward.Stock is { } pieces
            ? await stock.CountLeft(new StockKey(terms.ProgrammeId, reward.RewardId, terms.Number, pieces), ct)
            : null;
}
