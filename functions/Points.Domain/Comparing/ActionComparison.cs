using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>Compares what an action gives, and to whom. How often it counts is in the table of effects.</summary>
internal static class ActionComparison
{
    public static Finding Compare(
        PublishedAction before,
        PublishedAction after,
        ProgrammeTerms termsBefore,
        ProgrammeTerms termsAfter,
        DateTimeOffset now
    ) =>
        GiftComparison.Compare(
            ConditionOf(before),
            ConditionOf(after),
            termsBefore,
            termsAfter,
            now,
            it => (Give(before, it, it.Tier.Before).Value, Give(after, it, it.Tier.After).Value),
            (member, it) =>
                $"{member} gets {PointsInEnglish(Give(before, it, it.Tier.Before))} for {before.Name.En} today and "
                + $"would get {FormatPoints(Give(after, it, it.Tier.After))}"
        );

    private static Points Give(PublishedAction action, Situation it, string? tier) =>
        ConditionOf(action).HoldsFor(it.ContextFor(tier)) ? action.Points : Points.Zero;

    /// <summary>The condition with the day on which the action counts. Everybody joins on some day.</summary>
    private static Condition ConditionOf(PublishedAction action) =>
        action.OwnDay is { } day && action.When.OwnDay is null ? action.When with { OwnDay = day } : action.When;
}
