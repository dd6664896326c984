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
    ProgrammeTerms termsAfter,
    DateTimeOffset since,
    int situationsMax
)
{
    public const int SituationsMax = 700;

    private bool _isBetter,
        _isComplete;

    /// <param name="since">Nobody redeems before this instant.</param>
    /// <param name="situationsMax">How many situations to look at, besides some at random.</param>
    public static Finding Compare(
        Reward before,
        Reward after,
        ProgrammeTerms termsBefore,
        ProgrammeTerms termsAfter,
        DateTimeOffset since,
        int situationsMax = SituationsMax
    )
    {
        var comparison = new RewardComparison(before, after, termsBefore, termsAfter, since, situationsMax);
        var example =
            comparison.FindLostMerchant()
            ?? comparison.FindWorseOffer()
            ?? comparison.FindHigherBound()
            ?? comparison.FindSmallerGrant();
        return new(example, comparison._isBetter)
        {
            IsComplete = comparison._isComplete,
            TellWith = other =>
                other.FindReward(before.RewardId) is { } becomes
                    ? Compare(before, becomes, termsBefore, other, since, situationsMax).Example
                    : null,
        };
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
        var days = new DayClasses(
            termsBefore,
            since,
            since,
            [.. ListSaleStarts(before).Concat(ListSaleStarts(after)).Distinct()]
        );
        var tiers = TierPair.List(termsBefore.Tiers, termsAfter.Tiers);
        var space = new SituationSpace(
            [.. new Dimensions(conditions, [], tiers, termsBefore, days).OfMembers()],
            conditions
        );
        var situations = space.List([conditions], situationsMax);
        _isComplete = situations.IsComplete;
        foreach (var operatorPrice in ListOperatorPrices())
            if (space.FindFirst(situations.All, it => FindLoss(it, operatorPrice) is not null) is { } worse)
                return $"{new SituationText(space.Plain).OfVisit(worse)} {FindLoss(worse, operatorPrice)}";
        return null;
    }

    /// <summary>The operator may have set any price within the bounds.</summary>
    private IEnumerable<Points?> ListOperatorPrices() =>
        before.Price.Bounds is { } bounds ? [null, bounds.Lowest, bounds.Highest] : [null];

    /// <summary>Says what a member loses; null if nothing.</summary>
    private string? FindLoss(Situation it, Points? operatorPrice)
    {
        var (was, becomes) = (
            Offer(before, termsBefore, it, it.Tier.Before, operatorPrice),
            Offer(after, termsAfter, it, it.Tier.After, operatorPrice)
        );
        if (was is null)
        {
            _isBetter |= becomes is not null;
            // Whoever comes longer before the others leaves them fewer pieces.
            return
                becomes is not null
                && after.Stock is not null
                && LeadOf(after, it, it.Tier.After) > LeadOf(before, it, it.Tier.Before)
                ? $"could get {before.Name.En} before others, and leave them fewer pieces"
                : null;
        }
        return becomes is null ? $"can get {before.Name.En} today and could not" : FindLoss(was, becomes);
    }

    /// <summary>How many hours before the others a member can get a reward.</summary>
    private static int LeadOf(Reward reward, Situation it, string? tier) =>
        reward.HeadStart is { } early && early.When.HoldsFor(it.ContextFor(tier)) ? early.Hours : 0;

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

    /// <summary>The operator may set any price within the bounds, so the highest counts like a price.</summary>
    private string? FindHigherBound()
    {
        if (FindHighest(before) is not { } was || FindHighest(after) is not { } becomes)
            return null;
        _isBetter |= becomes < was;
        return becomes > was
            ? $"{before.Name.En} costs at most {PointsInEnglish(was)} today and could cost {FormatPoints(becomes)}"
            : null;
    }

    /// <summary>
    /// Finds whether members who are given the reward would get less. They get it at its usual worth, even if they
    /// could not redeem it themselves.
    /// </summary>
    private string? FindSmallerGrant() =>
        termsBefore.Grants.Any(it => it.RewardId == before.RewardId)
        && (before.Price.Usual, after.Price.Usual) is (Price.Fixed was, Price.Fixed becomes)
        && becomes.Worth < was.Worth
            ? $"{before.Name.En}, as it is granted, is worth {FormatMoney(was.Worth)} today and would be worth "
                + FormatMoney(becomes.Worth)
            : null;

    private static Points? FindHighest(Reward reward) =>
        reward.Price is { Usual: Price.Fixed usual, Bounds: var bounds }
            ? bounds?.Highest > usual.Points
                ? bounds.Highest
                : usual.Points
            : null;

    /// <returns>Null if the member cannot get the reward then.</returns>
    private static Price? Offer(Reward reward, ProgrammeTerms terms, Situation it, string? tier, Points? operatorPrice)
    {
        var member = it.ContextFor(tier);
        var prices = operatorPrice is { } points ? reward.Price.WithOperatorPrice(points) : reward.Price;
        return RewardAvailability.FindSaleRefusal(reward, member, terms, it.Now) is null
            ? prices.PriceFor(member)
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
