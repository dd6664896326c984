using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>Compares what an action gives, and to whom. How often it counts is in the table of effects.</summary>
internal static class ActionComparison
{
    private const int SituationsMax = 400;

    public static Finding Compare(
        PublishedAction before,
        PublishedAction after,
        ProgrammeTerms termsBefore,
        ProgrammeTerms termsAfter,
        DateTimeOffset now
    )
    {
        IReadOnlyList<IReadOnlyList<Condition>> rules =
        [
            [ConditionOf(before), ConditionOf(after)],
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
                var (was, becomes) = (Give(before, it, it.Tier.Before), Give(after, it, it.Tier.After));
                isBetter |= becomes > was;
                return becomes < was;
            }
        );
        return new(
            worse is null
                ? null
                : $"{new SituationText(space.Plain).OfVisit(worse)} gets "
                    + $"{PointsInEnglish(Give(before, worse, worse.Tier.Before))} for {before.Name.En} today and would get "
                    + FormatPoints(Give(after, worse, worse.Tier.After)),
            isBetter
        )
        {
            IsComplete = situations.IsComplete,
        };
    }

    private static Points Give(PublishedAction action, Situation it, string? tier) =>
        ConditionOf(action).HoldsFor(it.ContextFor(tier)) ? action.Points : Points.Zero;

    /// <summary>The condition with the day on which the action counts. Everybody joins on some day.</summary>
    private static Condition ConditionOf(PublishedAction action) =>
        action.OwnDay is { } day && action.When.OwnDay is null ? action.When with { OwnDay = day } : action.When;
}
