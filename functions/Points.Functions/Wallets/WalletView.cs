using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Functions.Wallets;

/// <summary>A wallet as its member sees it. A merchant sees of the lots only those that it issued.</summary>
/// <param name="Available">The points that can be spent now.</param>
/// <param name="Pending">The points that are earned but not yet usable.</param>
/// <param name="PendingLots">
/// These points by the day from which they can be used, soonest first; in the answer to a write, the first 100.
/// </param>
/// <param name="Held">The points on hold for redemptions to be confirmed and for transfers.</param>
/// <param name="Debt">The points owed after refunds. The next points that come in repay them.</param>
/// <param name="Lots">All open lots in the order of expiry; in the answer to a write, the first 100.</param>
/// <param name="MoreLots">The number of lots that <paramref name="Lots"/> leaves out.</param>
/// <param name="Expiring">The points of <paramref name="Lots"/> that expire, by day, soonest first.</param>
/// <param name="Tier">The member's tier; missing if the programme has none.</param>
/// <param name="TierProgress">
/// How far the member is with tiers, where a wallet is read; missing in answers to writes, and if the programme has no
/// tiers.
/// </param>
/// <param name="Perks">What the tier gives besides points, such as <c>parking</c>.</param>
/// <param name="Revision">The number of the programme's terms that applied.</param>
internal sealed record WalletView(
    long Available,
    long Pending,
    IReadOnlyList<PendingLotView> PendingLots,
    long Held,
    long Debt,
    IReadOnlyList<LotView> Lots,
    int? MoreLots,
    IReadOnlyList<ExpiringView> Expiring,
    string? Tier,
    TierProgressView? TierProgress,
    IReadOnlyList<string>? Perks,
    int Revision
)
{
    /// <summary>The wallet at an instant, including scheduled changes that are not booked yet.</summary>
    public static WalletView From(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        var (current, level) = (wallet.AsOf(terms, now), terms.Tiers?.FindLevel(wallet.TierStanding.Current));
        return From(
            current.Lots.Total,
            current.Held,
            current.Debt,
            current.Lots.Open,
            0,
            level?.Tier,
            terms.Number
        ) with
        {
            Pending = current.PendingLots.Total.Value,
            PendingLots = PendingLotView.From(current.PendingLots.All),
            TierProgress = TierProgressView.From(wallet, terms, now),
            Perks = level is { Perks.IsEmpty: false } ? level.Perks : null,
        };
    }

    /// <summary>The wallet after an entry, as in the request's first answer (decision 1).</summary>
    public static WalletView From(LedgerEntry entry)
    {
        var after = entry.After;
        return From(after.Balance, after.Held, after.Debt, after.Lots, after.MoreLots, after.Tier, entry.Revision) with
        {
            Pending = after.Pending.Value,
            PendingLots = PendingLotView.From(after.PendingLots),
        };
    }

    /// <summary>
    /// The wallet after an entry, for a merchant to whom the member has shown a code: the balances, and of the lots
    /// those that the merchant issued. Merchants do not see the tier.
    /// </summary>
    public static WalletView ForMerchant(LedgerEntry entry, string merchantId)
    {
        var after = entry.After;
        Lot[] own = [.. after.Lots.Where(lot => lot.IssuedBy == merchantId)];
        return From(after.Balance, after.Held, after.Debt, own, moreLots: 0, tier: null, entry.Revision) with
        {
            Pending = after.Pending.Value,
            PendingLots = PendingLotView.From(after.PendingLots.Where(lot => lot.IssuedBy == merchantId)),
        };
    }

    private static WalletView From(
        Points available,
        Points held,
        Points debt,
        IReadOnlyList<Lot> lots,
        int moreLots,
        string? tier,
        int revision
    ) =>
        new(
            available.Value,
            Pending: 0,
            PendingLots: [],
            held.Value,
            debt.Value,
            LotView.From(lots),
            moreLots == 0 ? null : moreLots,
            [
                .. lots.Where(lot => lot.ExpiresOn is not null)
                    .GroupBy(lot => lot.ExpiresOn!.Value)
                    .Select(day => new ExpiringView(day.Sum(lot => lot.Points.Value), day.Key)),
            ],
            tier,
            TierProgress: null,
            Perks: null,
            revision
        );
}

/// <summary>Points that expire together.</summary>
/// <param name="ExpiresOn">The last day on which they can be used.</param>
internal sealed record ExpiringView(long Points, DateOnly ExpiresOn);

/// <summary>One of a member's wallets in a list of them.</summary>
internal sealed record NamedWalletView(string ProgrammeId, WalletView Wallet);
