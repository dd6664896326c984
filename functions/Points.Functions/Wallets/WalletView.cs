using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Functions.Wallets;

/// <summary>A wallet as its member sees it.</summary>
/// <param name="Pending">Points that are earned and not yet usable.</param>
/// <param name="Held">Points set aside: for redemptions that await confirmation, or on the way to another member.</param>
/// <param name="Debt">Points that the next earning pays back.</param>
/// <param name="Lots">Every open lot, oldest expiry first; after a write, the first hundred.</param>
/// <param name="MoreLots">How many lots are left out of <paramref name="Lots"/>.</param>
/// <param name="Expiring">What of <paramref name="Lots"/> expires on each day, soonest first.</param>
/// <param name="Tier">In programmes that have tiers.</param>
/// <param name="Perks">What the tier opens beside points, as <c>parking</c>.</param>
/// <param name="Revision">Of the programme's terms that this was seen under.</param>
internal sealed record WalletView(
    long Available,
    long Pending,
    long Held,
    long Debt,
    IReadOnlyList<LotView> Lots,
    int? MoreLots,
    IReadOnlyList<ExpiringView> Expiring,
    string? Tier,
    IReadOnlyList<string>? Perks,
    int Revision
)
{
    public static WalletView From(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        var (present, level) = (wallet.AsOf(terms, now), terms.Tiers?.FindLevel(wallet.TierStanding.Current));
        return From(
            present.Lots.Total,
            present.Held,
            present.Debt,
            present.Lots.Open,
            0,
            level?.Tier,
            terms.Number
        ) with
        {
            Perks = level is { Perks.IsEmpty: false } ? level.Perks : null,
        };
    }

    /// <summary>As the entry left it, which is what the request's first answer showed.</summary>
    /// <param name="toMerchant">Merchants are not shown the tier.</param>
    public static WalletView From(LedgerEntry entry, bool toMerchant)
    {
        var after = entry.After;
        return From(
            after.Balance,
            after.Held,
            after.Debt,
            after.Lots,
            after.MoreLots,
            toMerchant ? null : after.Tier,
            entry.Revision
        );
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
            Perks: null,
            revision
        );
}

internal sealed record LotView(long Points, DateOnly? ExpiresOn, string IssuedBy)
{
    public static IReadOnlyList<LotView> From(IReadOnlyList<Lot> lots) =>
        [.. lots.Select(lot => new LotView(lot.Points.Value, lot.ExpiresOn, lot.IssuedBy))];

    /// <summary>What went out, as a positive number.</summary>
    public static IReadOnlyList<LotView> FromOutgoing(IReadOnlyList<Lot> lots) =>
        [.. lots.Select(lot => new LotView(-lot.Points.Value, lot.ExpiresOn, lot.IssuedBy))];
}

internal sealed record ExpiringView(long Points, DateOnly ExpiresOn);

/// <summary>One of a member's wallets in a list of them.</summary>
internal sealed record NamedWalletView(string ProgrammeId, WalletView Wallet);
