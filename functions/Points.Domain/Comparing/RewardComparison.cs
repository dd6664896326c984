using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>
/// Compares who can get a reward, when, and for how many points. Numbers that hold for everybody, such as its stock,
/// are in the table of effects.
/// </summary>
internal sealed class RewardComparison(
    Reward before,
    Reward after,
    ProgrammeTerms termsBefore,
    ProgrammeTerms termsAfter
)
{
    private const int SituationsMax = 700;

    private bool _isBetter;

    public static Finding Compare(Reward before, Reward after, ProgrammeTerms termsBefore, ProgrammeTerms termsAfter)
    {
        var comparison = new RewardComparison(before, after, termsBefore, termsAfter);
        var example = comparison.FindLostMerchant() ?? comparison.FindWorseOffer() ?? comparison.FindWorseBounds();
        return new($"reward {before.RewardId}", example, comparison._isBetter);
    }

    private string? FindLostMerchant()
    {
        var (was, becomes) = (ListHonouring(before, termsBefore), ListHonouring(after, termsAfter));
        _isBetter |= becomes.Except(was, StringComparer.Ordinal).Any();
        return was.Except(becomes, StringComparer.Ordinal).FirstOrDefault() is { } lost
            ? $"{lost} honours {before.Name.En} today and would not"
            : null;
    }

    private static string[] ListHonouring(Reward reward, ProgrammeTerms terms) =>
        [
            .. terms
                .Merchants.Where(it => it.Honours && (reward.MerchantId is null || it.MerchantId == reward.MerchantId))
                .Select(it => it.MerchantId),
        ];

    private string? FindWorseOffer()
    {
        // Eligibility, head starts, discounts and special days are one rule: together they make the offer.
        Condition[] conditions = [.. ListConditions(before).Concat(ListConditions(after)).Distinct()];
        var space = new SituationSpace(
            new() { Day = DateOnly.MinValue, Now = DateTimeOffset.MinValue },
            [
                .. new Dimensions(
                    conditions,
                    TierPair.List(termsBefore.Tiers, termsAfter.Tiers),
                    termsBefore,
                    [.. ListSaleStarts(before), .. ListSaleStarts(after)]
                ).OfMembers(),
            ],
            conditions
        );
        var worse = space.FindFirst(space.List([conditions], SituationsMax), it => FindLoss(it) is not null);
        return worse is null ? null : $"{new SituationText(space.Plain).OfVisit(worse)} {FindLoss(worse)}";
    }

    /// <summary>Says what a member loses; null if nothing.</summary>
    private string? FindLoss(Situation it)
    {
        var (was, becomes) = (
            Offer(before, termsBefore, it, it.Tier.Before),
            Offer(after, termsAfter, it, it.Tier.After)
        );
        if (was is null)
        {
            _isBetter |= becomes is not null;
            // Whoever comes before the others leaves them fewer pieces.
            return
                becomes is not null
                && after.Stock is not null
                && it.Now < after.OnSaleFrom
                && before.Eligible.HoldsFor(it.ContextFor(it.Tier.Before))
                ? $"could get {before.Name.En} earlier than today, and leave fewer to those who cannot"
                : null;
        }
        return becomes is null ? $"can get {before.Name.En} today and could not" : FindLoss(was, becomes);
    }

    private string? FindLoss(Price was, Price becomes)
    {
        switch (was, becomes)
        {
            case (Price.Fixed old, Price.Fixed next):
                _isBetter |= next.Points < old.Points || next.Worth > old.Worth;
                return next.Points > old.Points
                        ? $"pays {PointsInEnglish(old.Points)} for {before.Name.En} today and would pay "
                            + FormatPoints(next.Points)
                    : next.Worth < old.Worth
                        ? $"gets {before.Name.En} worth {FormatMoney(old.Worth)} today and would get one worth "
                            + FormatMoney(next.Worth)
                    : null;
            case (Price.Variable old, Price.Variable next):
                var points = old.Minimum > old.Points ? old.Minimum : old.Points;
                var isCheaper =
                    (Int128)next.Worth.Value * old.Points.Value > (Int128)old.Worth.Value * next.Points.Value;
                var isDearer =
                    (Int128)next.Worth.Value * old.Points.Value < (Int128)old.Worth.Value * next.Points.Value;
                _isBetter |= isCheaper || next.Minimum < old.Minimum;
                return isDearer
                        ? $"gets {FormatMoney(old.WorthOf(points * 100))} of {before.Name.En} for "
                            + $"{PointsInEnglish(points * 100)} today and would get {FormatMoney(next.WorthOf(points * 100))}"
                    : next.Minimum > old.Minimum
                        ? $"can use {PointsInEnglish(old.Minimum)} for {before.Name.En} today and would need at least "
                            + FormatPoints(next.Minimum)
                    : null;
            default:
                return $"gets {before.Name.En} at another kind of price";
        }
    }

    /// <summary>The operator may set any price within the bounds, so the bounds count like a price.</summary>
    private string? FindWorseBounds()
    {
        var (was, becomes) = (FindRange(before), FindRange(after));
        if (was is not ({ } lowestBefore, { } highestBefore) || becomes is not ({ } lowestAfter, { } highestAfter))
            return null;
        _isBetter |= highestAfter < highestBefore;
        return highestAfter > highestBefore
                ? $"{before.Name.En} costs at most {PointsInEnglish(highestBefore)} today and could cost "
                    + FormatPoints(highestAfter)
            : before.Price.Bounds is not null && lowestAfter > lowestBefore
                ? $"{before.Name.En} can cost as little as {PointsInEnglish(lowestBefore)} today and would cost at least "
                    + FormatPoints(lowestAfter)
            : null;
    }

    private static (Points? Lowest, Points? Highest) FindRange(Reward reward) =>
        reward.Price is { Usual: Price.Fixed usual, Bounds: var bounds }
            ? (Min(usual.Points, bounds?.Lowest), Max(usual.Points, bounds?.Highest))
            : (null, null);

    private static Points Min(Points left, Points? right) => right < left ? right.Value : left;

    private static Points Max(Points left, Points? right) => right > left ? right.Value : left;

    /// <returns>Null if the member cannot get the reward then.</returns>
    private static Price? Offer(Reward reward, ProgrammeTerms terms, Situation it, string? tier)
    {
        var member = it.ContextFor(tier);
        return RewardAvailability.FindSaleRefusal(reward, member, terms, it.Now) is null
            ? reward.Price.PriceFor(member)
            : null;
    }

    private static IEnumerable<Condition> ListConditions(Reward reward) =>
        reward
            .Price.Windows.Select(it => Condition.Always with { Window = it.Window })
            .Concat(reward.Price.Discounts.Select(it => it.When))
            .Append(reward.Eligible)
            .Concat(reward.HeadStart is { } early ? [early.When] : []);

    private static IEnumerable<DateTimeOffset> ListSaleStarts(Reward reward) =>
        reward.OnSaleFrom is not { } start ? []
        : reward.HeadStart is { } early ? [start, start.Plus(-TimeSpan.FromHours(early.Hours))]
        : [start];
}
