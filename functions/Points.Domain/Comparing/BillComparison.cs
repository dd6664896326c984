using Points.Domain.Billing;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>
/// Compares what members pay after their perks, with and without a coupon: a perk can bring a bill below the minimum of
/// a coupon.
/// </summary>
internal sealed class BillComparison
{
    private const int SituationsMax = 500,
        CouponsMax = 20;

    private readonly ProgrammeTerms _before,
        _after;
    private readonly SituationSpace _space;
    private readonly SituationList _situations;
    private bool _isBetter;

    private BillComparison(
        ProgrammeTerms before,
        ProgrammeTerms after,
        IReadOnlyList<string> changedPaths,
        DateTimeOffset now
    )
    {
        (_before, _after) = (before, after);
        var perks = before.Perks.Concat(after.Perks).ToLookup(it => it.Id, it => it.When, StringComparer.Ordinal);
        IReadOnlyList<Condition>[] changed =
        [
            .. perks
                .Where(it => changedPaths.Any(path => path.Contains($"[{it.Key}]", StringComparison.Ordinal)))
                .Select(it => (IReadOnlyList<Condition>)[.. it]),
        ];
        if (changed.Length == 0)
            changed = [.. perks.Select(it => (IReadOnlyList<Condition>)[.. it])];
        Condition[] conditions = [.. changed.SelectMany(it => it).Distinct()];
        Condition[] others = [.. perks.SelectMany(it => it).Except(conditions)];
        var dimensions = new Dimensions(
            conditions,
            others,
            TierPair.List(before.Tiers, after.Tiers),
            before,
            new(before, now, since: null, [])
        );
        _space = new(
            [.. dimensions.OfMembers(), .. dimensions.OfPurchases([], countsLines: false)],
            [.. conditions, .. others]
        );
        _situations = _space.List(changed, SituationsMax);
    }

    public static Finding Compare(
        ProgrammeTerms before,
        ProgrammeTerms after,
        IReadOnlyList<string> changedPaths,
        DateTimeOffset now
    )
    {
        var comparison = new BillComparison(before, after, changedPaths, now);
        var example = comparison.FindDearerBill();
        return new(example, comparison._isBetter)
        {
            IsComplete = comparison._situations.IsComplete,
            TellWith = other => Compare(before, other, changedPaths, now).Example,
        };
    }

    private string? FindDearerBill()
    {
        if (_space.FindFirst(_situations.All, it => IsDearer(it, coupon: null)) is { } dearer)
            return Tell(dearer, coupon: null);
        var coupons = _before
            .Rewards.Where(it => it.MinimumBill is not null && _after.FindReward(it.RewardId) is not null)
            .Take(CouponsMax);
        foreach (var coupon in coupons)
            if (
                _space.FindFirst(_situations.All, it => FindCritical(it, coupon) is not null) is { } worse
                && FindCritical(worse, coupon) is { } bill
            )
                return Tell(bill, coupon);
        return null;
    }

    /// <summary>
    /// The same member and kinds of lines with a bill that just reaches the coupon's minimum after the perks of either
    /// revision, if it is dearer then; null if none is.
    /// </summary>
    private Situation? FindCritical(Situation it, Reward coupon)
    {
        var minimum = coupon.MinimumBill!.Value;
        foreach (var (terms, tier) in new[] { (_before, it.Tier.Before), (_after, it.Tier.After) })
        {
            var total = TotalFor(minimum, it, terms, tier);
            // Perks may ask for a least spending, so what is paid of that total can be another part.
            total = TotalFor(minimum, it with { Total = total }, terms, tier);
            foreach (var bill in (Fen[])[minimum, total - new Fen(1), total, total + new Fen(1)])
                if (bill > Fen.Zero && bill <= OrderLine.AmountMax && IsDearer(it with { Total = bill }, coupon))
                    return it with { Total = bill };
        }
        return null;
    }

    /// <summary>The total of which that much is left after perks, if it is the same part as of this bill.</summary>
    private static Fen TotalFor(Fen left, Situation it, ProgrammeTerms terms, string? tier)
    {
        var paid = Bill.ApplyPerks(it.Lines, terms, it.ContextFor(tier)).AfterPerks;
        return paid == Fen.Zero
            ? left
            : new((long)Int128.Min((Int128)left.Value * it.Total.Value / paid.Value, OrderLine.AmountMax.Value));
    }

    private bool IsDearer(Situation it, Reward? coupon)
    {
        var (was, becomes) = (Pay(_before, it, it.Tier.Before, coupon), Pay(_after, it, it.Tier.After, coupon));
        _isBetter |= becomes < was;
        return becomes > was;
    }

    private string Tell(Situation it, Reward? coupon) =>
        $"{new SituationText(_space.Plain).OfBill(it)}"
        + (coupon is null ? "" : $" with {coupon.Name.En}")
        + $" comes to {FormatMoney(Pay(_before, it, it.Tier.Before, coupon))} today and would come to "
        + FormatMoney(Pay(_after, it, it.Tier.After, coupon));

    private static Fen Pay(ProgrammeTerms terms, Situation it, string? tier, Reward? coupon)
    {
        var bill = Bill.ApplyPerks(it.Lines, terms, it.ContextFor(tier));
        return coupon is { MinimumBill: { } minimum, Price.Usual: Price.Fixed price } && bill.AfterPerks >= minimum
            ? bill.ApplyReward(coupon, price.Worth).Pay
            : bill.AfterPerks;
    }
}
