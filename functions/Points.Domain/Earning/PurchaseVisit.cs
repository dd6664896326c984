using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Earning;

/// <summary>
/// Records a purchase in the wallet for later rules: what it used of caps, whether it was bought on an own day, recent
/// categories, and the visit that counts towards a tier.
/// </summary>
internal static class PurchaseVisit
{
    /// <summary>
    /// Recent categories are kept only while the consent counts. A visit may raise the tier at once.
    /// </summary>
    /// <param name="order">
    /// The order with its early refunds: what was refunded in cash does not count as spending.
    /// </param>
    /// <returns>The explanation of the upgrade is null if the tier stays.</returns>
    public static (Wallet After, Explanation? Upgrade) Record(
        PendingChange start,
        Accrue purchase,
        EarningResult earned,
        Order order
    )
    {
        var (terms, today) = (start.Terms, start.Today);
        var wallet = (start.Wallet with { Counters = earned.Counters }).UseOwnDays(
            earned.OwnDays.Union(ListOwnDaysOfPerks(start.Wallet, purchase, terms)),
            terms.BusinessDateOf(purchase.OccurredAt),
            terms,
            start.Now
        );
        var recent = wallet.Facts.AllowsPersonalisation(today)
            ? wallet.RecentCategories.Append(order.LinesLeft, order.BookedAfter, terms.EarningRules.RecentLinesNeeded)
            : RecentCategories.None;
        if (terms.Tiers is not { } tiers)
            return (wallet with { RecentCategories = recent, TierStanding = TierStanding.None }, null);

        var spent = purchase.EligibleTotal - order.CashRefunded;
        if (spent == Fen.Zero)
            return (wallet with { RecentCategories = recent }, null); // Only a purchase with spending is a visit.
        var standing = wallet.TierStanding.AddVisit(
            terms.BusinessDateOf(purchase.OccurredAt),
            spent,
            tiers.WindowStart(today)
        );
        var (present, reached) = (tiers.FindLevel(standing.Current), standing.Qualified(tiers, today));
        if (!tiers.IsAbove(reached, present))
            return (wallet with { RecentCategories = recent, TierStanding = standing }, null);
        return (
            wallet with
            {
                RecentCategories = recent,
                TierStanding = standing.ChangeTier(
                    reached.Tier,
                    purchase.OccurredAt,
                    standing.QualificationOn(today, tiers, order.BookedAfter)
                ),
            },
            ExplainUpgrade(reached, standing, tiers, today)
        );
    }

    /// <summary>
    /// The kinds of own days of the programme's perks. Quotes write nothing, so the purchase after a quote counts.
    /// </summary>
    private static IEnumerable<OwnDay> ListOwnDaysOfPerks(Wallet wallet, Accrue purchase, ProgrammeTerms terms) =>
        terms
            .Perks.Select(perk => perk.When.OwnDay)
            .OfType<OwnDay>()
            .Intersect(wallet.ListOwnDays(terms.BusinessDateOf(purchase.OccurredAt), terms));

    private static Explanation ExplainUpgrade(TierLevel reached, TierStanding standing, Tiers tiers, DateOnly today)
    {
        var (spend, visits) = standing.SpendSince(tiers.WindowStart(today));
        return new(
            reached.RuleId,
            Points.Zero,
            FormattableString.Invariant(
                $"{reached.Tier} from now on: {spend} and {visits} visits in {tiers.WindowMonths} months"
            ),
            IsAboutMember: true
        );
    }
}
