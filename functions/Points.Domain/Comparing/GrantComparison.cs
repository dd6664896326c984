using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;

namespace Points.Domain.Comparing;

/// <summary>
/// Compares who is given a grant, where other tiers mean other members. What a grant gives, and how often, is in the
/// table of effects.
/// </summary>
internal static class GrantComparison
{
    public static Finding Compare(
        Grant before,
        Grant after,
        ProgrammeTerms termsBefore,
        ProgrammeTerms termsAfter,
        DateTimeOffset now
    ) =>
        GiftComparison.Compare(
            before.When,
            after.When,
            termsBefore,
            termsAfter,
            now,
            it => (CountFor(before, it, it.Tier.Before), CountFor(after, it, it.Tier.After)),
            (member, _) => $"{member} is given {NameOf(before, termsBefore)} today and would not be"
        );

    /// <summary>
    /// A new gift of something of which there are few takes pieces from those who would redeem it. That it counts
    /// towards what a member may have of it harms nobody: the member has it already, and for nothing.
    /// </summary>
    public static Finding CompareNew(Grant added, ProgrammeTerms before) =>
        new(
            added.RewardId is { } id && before.FindReward(id) is { Stock: { } pieces } reward
                ? $"{DisclosureFormat.CountInEnglish(pieces, "piece")} of {reward.Name.En} are left to those who "
                    + "redeem it today, and gifts would take some of them"
                : null,
            IsBetter: true
        );

    private static int CountFor(Grant grant, Situation it, string? tier) =>
        grant.When.HoldsFor(it.ContextFor(tier)) ? 1 : 0;

    private static string NameOf(Grant grant, ProgrammeTerms terms) =>
        grant.Points is { } points ? DisclosureFormat.PointsInEnglish(points)
        : terms.FindReward(grant.RewardId!) is { } reward ? reward.Name.En
        : grant.GrantId;
}
