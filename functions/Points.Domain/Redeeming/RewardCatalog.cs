using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Stocking;

namespace Points.Domain.Redeeming;

/// <summary>Shows what a programme's points buy, live.</summary>
public sealed class RewardCatalog(IProgrammes programmes, IWalletStore wallets, IStock stock)
{
    /// <param name="memberId">Who looks; null for anyone.</param>
    /// <param name="cheapestFirst">What is within reach first, the cheapest before the others; else as published.</param>
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
