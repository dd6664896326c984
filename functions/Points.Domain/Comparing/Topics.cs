using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>What revisions can be asked about: earning, tiers, bills, each reward and each action.</summary>
internal static class Topics
{
    private static readonly string[] InSituations =
    [
        "earning.base",
        "earning.multipliers",
        "earning.bonuses",
        "earning.caps",
        "earning.stacking",
        "tiers",
        "perks",
    ];

    private static readonly string[] OfRewards =
        ["merchantId", "price", "worthFen", "eligible", "onSaleFrom", "headStart"],
        OfActions = ["points", "when"];

    /// <summary>Shared by all rewards that changed, so that a comparison takes two seconds at most.</summary>
    private const int SituationsOfAllRewards = 20_000;

    /// <summary>Whether what a change of that path means can be asked. A new or removed reward is in the table.</summary>
    public static bool ShowsInSituations(string path)
    {
        var plain = PathPattern.WithoutIds(path);
        return InSituations.Any(it => IsPartOf(plain, it)) && !plain.Contains(".name", StringComparison.Ordinal)
            || OfRewards.Any(it => IsPartOf(plain, $"rewards[*].{it}"))
            || IsUse(plain)
            || OfActions.Any(it => IsPartOf(plain, $"actions[*].{it}"));
    }

    public static IReadOnlyList<Finding> Compare(
        ProgrammeTerms before,
        ProgrammeTerms after,
        IReadOnlyList<string> changedPaths
    )
    {
        var findings = new List<Finding>();
        var haveTiersChanged = Any(changedPaths, "tiers");
        if (haveTiersChanged || Any(changedPaths, "earning"))
            findings.Add(EarningComparison.Compare(before, after, changedPaths));
        if (haveTiersChanged)
            findings.Add(TierComparison.Compare(before, after));
        if (Any(changedPaths, "perks") || (haveTiersChanged && before.Perks.Any(it => AsksForTier(it.When))))
            findings.Add(BillComparison.Compare(before, after, changedPaths));
        foreach (var was in before.Rewards)
            if (after.FindReward(was.RewardId) is { } becomes)
                AddReward(findings, was, becomes, before, after, changedPaths);
        foreach (var was in before.Actions)
            if (
                after.FindAction(was.Action) is { } becomes
                && (Any(changedPaths, $"actions[{was.Action}]") || (haveTiersChanged && AsksForTier(was.When)))
            )
                findings.Add(ActionComparison.Compare(was, becomes, before, after));
        return findings;
    }

    private static void AddReward(
        List<Finding> findings,
        Reward was,
        Reward becomes,
        ProgrammeTerms before,
        ProgrammeTerms after,
        IReadOnlyList<string> changedPaths
    )
    {
        var paths = changedPaths.Where(path => IsPartOf(path, $"rewards[{was.RewardId}]")).ToArray();
        if (
            paths.Any(path => OfRewards.Any(it => IsPartOf(path, $"rewards[{was.RewardId}].{it}")))
            || (Any(changedPaths, "tiers") && AsksForTier(was))
        )
            findings.Add(
                RewardComparison.Compare(
                    was,
                    becomes,
                    before,
                    after,
                    DateTimeOffset.MinValue,
                    Math.Clamp(SituationsOfAllRewards / changedPaths.Count, 30, RewardComparison.SituationsMax)
                )
            );
        if (paths.Any(path => IsUse(PathPattern.WithoutIds(path))))
            findings.Add(RestrictionComparison.Compare(was, becomes));
    }

    private static bool IsUse(string plainPath) =>
        plainPath.StartsWith("rewards[*].restrictions.", StringComparison.Ordinal)
        && !plainPath.Contains(".notes", StringComparison.Ordinal);

    private static bool AsksForTier(Condition condition) => !condition.Tiers.IsEmpty;

    private static bool AsksForTier(Reward reward) =>
        AsksForTier(reward.Eligible)
        || reward.Price.Discounts.Any(it => AsksForTier(it.When))
        || (reward.HeadStart is { } early && AsksForTier(early.When));

    private static bool Any(IReadOnlyList<string> paths, string part) => paths.Any(path => IsPartOf(path, part));

    private static bool IsPartOf(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal)
        && (path.Length == whole.Length || path[whole.Length] is '.' or '[');
}
