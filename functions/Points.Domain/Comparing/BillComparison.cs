using Points.Domain.Billing;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>
/// Compares what members pay after their perks, with and without a coupon: a perk can bring a bill below the minimum of
/// a coupon.
/// </summary>
internal sealed class BillComparison(ProgrammeTerms before, ProgrammeTerms after)
{
    private const int SituationsMax = 500,
        CouponsMax = 20;

    private bool _isBetter;

    public static Finding Compare(ProgrammeTerms before, ProgrammeTerms after, IReadOnlyList<string> changedPaths)
    {
        var comparison = new BillComparison(before, after);
        return new("bills", comparison.FindDearerBill(changedPaths), comparison._isBetter);
    }

    private string? FindDearerBill(IReadOnlyList<string> changedPaths)
    {
        var perks = before.Perks.Concat(after.Perks).ToLookup(it => it.Id, it => it.When);
        IReadOnlyList<Condition>[] changed =
        [
            .. perks
                .Where(it => changedPaths.Any(path => path.Contains($"[{it.Key}]", StringComparison.Ordinal)))
                .Select(it => (IReadOnlyList<Condition>)[.. it]),
        ];
        if (changed.Length == 0)
            changed = [.. perks.Select(it => (IReadOnlyList<Condition>)[.. it])];
        Condition[] conditions = [.. changed.SelectMany(it => it).Concat(perks.SelectMany(it => it)).Distinct()];
        Reward?[] coupons =
        [
            null,
            .. before.Rewards.Where(it => it.MinimumBill is not null && after.FindReward(it.RewardId) is not null),
        ];
        var dimensions = new Dimensions(conditions, TierPair.List(before.Tiers, after.Tiers), before, []);
        var space = new SituationSpace(
            [.. dimensions.OfMembers(), .. dimensions.OfPurchases(coupons.Select(it => it?.MinimumBill).OfType<Fen>())],
            conditions
        );
        int[][] situations = [.. space.List(changed, SituationsMax)];
        foreach (var coupon in coupons.Take(CouponsMax))
            if (space.FindFirst(situations, it => IsDearer(it, coupon)) is { } worse)
                return $"{new SituationText(space.Plain).OfBill(worse)}"
                    + (coupon is null ? "" : $" with {coupon.Name.En}")
                    + $" comes to {FormatMoney(Pay(before, worse, worse.Tier.Before, coupon))} today and would come to "
                    + FormatMoney(Pay(after, worse, worse.Tier.After, coupon));
        return null;
    }

    private bool IsDearer(Situation it, Reward? coupon)
    {
        var (was, becomes) = (Pay(before, it, it.Tier.Before, coupon), Pay(after, it, it.Tier.After, coupon));
        _isBetter |= becomes < was;
        return becomes > was;
    }

    private static Fen Pay(ProgrammeTerms terms, Situation it, string? tier, Reward? coupon)
    {
        var bill = Bill.ApplyPerks(it.Lines, terms, it.ContextFor(tier));
        return coupon is { MinimumBill: { } minimum, Price.Usual: Price.Fixed price } && bill.AfterPerks >= minimum
            ? bill.ApplyReward(coupon, price.Worth).Pay
            : bill.AfterPerks;
    }
}
