using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;

namespace Points.Domain.Comparing;

/// <summary>
/// Compares who is given a grant, where other tiers mean other members. What a grant gives, and how often, is in the
/// table of effects.
/// </summary>
internal static class GrantComparison
{
    private const int SituationsMax = 400;

    public static Finding Compare(
        Grant before,
        Grant after,
        ProgrammeTerms termsBefore,
        ProgrammeTerms termsAfter,
        DateTimeOffset now
    )
    {
        IReadOnlyList<IReadOnlyList<Programmes.Rules.Condition>> rules =
        [
            [before.When, after.When],
        ];
        var space = new SituationSpace(
            [
                .. new Dimensions(
                    rules[0],
                    [],
                    TierPair.List(termsBefore.Tiers, termsAfter.Tiers),
                    termsBefore,
                    new(termsBefore, now, since: now, [])
                ).OfMembers(),
            ],
            rules[0]
        );
        var (isBetter, situations) = (false, space.List(rules, SituationsMax));
        var worse = space.FindFirst(
            situations.All,
            it =>
            {
                var (was, becomes) = (IsFor(before, it, it.Tier.Before), IsFor(after, it, it.Tier.After));
                isBetter |= becomes && !was;
                return was && !becomes;
            }
        );
        return new(
            worse is null
                ? null
                : $"{new SituationText(space.Plain).OfVisit(worse)} is given {NameOf(before, termsBefore)} today and would "
                    + "not be",
            isBetter
        )
        {
            IsComplete = situations.IsComplete,
        };
    }

    /// <summary>
    /// A new gift of something that members can redeem already takes from its pieces, and counts towards what a member
    /// may have of it.
    /// </summary>
    public static Finding CompareNew(Grant added, ProgrammeTerms before) =>
        new(
            added.RewardId is not { } id || before.FindReward(id) is not { } reward ? null
                : reward.Stock is { } pieces
                    ? $"{DisclosureFormat.CountInEnglish(pieces, "piece")} of {reward.Name.En} are left to those who redeem "
                        + "it today, and gifts would take some of them"
                : reward.Limit is not null
                    ? $"A member chooses when to redeem {reward.Name.En} today, and a gift would use up the limit"
                : null,
            IsBetter: true
        );

    private static bool IsFor(Grant grant, Situation it, string? tier) => grant.When.HoldsFor(it.ContextFor(tier));

    private static string NameOf(Grant grant, ProgrammeTerms terms) =>
        grant.Points is { } points ? DisclosureFormat.PointsInEnglish(points)
        : terms.FindReward(grant.RewardId!) is { } reward ? reward.Name.En
        : grant.GrantId;
}
