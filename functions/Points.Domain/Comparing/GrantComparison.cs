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

    private static bool IsFor(Grant grant, Situation it, string? tier) => grant.When.HoldsFor(it.ContextFor(tier));

    private static string NameOf(Grant grant, ProgrammeTerms terms) =>
        grant.Points is { } points ? DisclosureFormat.PointsInEnglish(points)
        : terms.FindReward(grant.RewardId!) is { } reward ? reward.Name.En
        : grant.GrantId;
}
