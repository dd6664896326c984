using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>
/// What two revisions can be asked about: earning, caps, tiers, bills, each reward, action and grant.
/// </summary>
internal sealed class Topics
{
    private static readonly string[] OfEarning =
    [
        "earning.base",
        "earning.multipliers",
        "earning.bonuses",
        "earning.caps",
        "earning.stacking",
    ];

    private static readonly string[] OfRewards =
        ["merchantId", "price", "worthFen", "eligible", "onSaleFrom", "headStart"],
        OfActions = ["points", "when"];

    /// <summary>Shared by all rewards that changed, so that a comparison takes two seconds at most.</summary>
    private const int SituationsOfAllRewards = 20_000;

    private readonly ProgrammeTerms _before,
        _after;
    private readonly DateTimeOffset _now;
    private readonly Topic[] _all;

    /// <param name="now">The instant of the comparison: nobody redeems or is given anything before it.</param>
    public Topics(ProgrammeTerms before, ProgrammeTerms after, DateTimeOffset now)
    {
        (_before, _after, _now) = (before, after, now);
        _all = [.. ListOfPurchases(), .. before.Rewards.SelectMany(ListOfReward), .. ListOfGifts()];
    }

    /// <summary>
    /// Whether what a change of that path means can be asked. A new or removed reward is in the table, and so is what a
    /// grant gives; only what a new grant takes from others is asked.
    /// </summary>
    public static bool ShowsInSituations(string path)
    {
        var plain = PathPattern.WithoutIds(path);
        return !plain.Contains(".name", StringComparison.Ordinal)
            && (
                IsPartOfAny(plain, OfEarning)
                || IsPartOf(plain, "tiers")
                || IsPartOf(plain, "perks")
                || OfRewards.Any(it => IsPartOf(plain, $"rewards[*].{it}"))
                || IsUse(plain)
                || OfActions.Any(it => IsPartOf(plain, $"actions[*].{it}"))
                || plain is "grants[*]"
            );
    }

    /// <summary>Whether a change has a part of the document that a path names, or lies in it.</summary>
    public static bool IsPartOf(string path, string whole) =>
        path.StartsWith(whole, StringComparison.Ordinal)
        && (path.Length == whole.Length || path[whole.Length] is '.' or '[');

    /// <summary>What each topic shows that these changes touch, by its name.</summary>
    public Dictionary<string, Finding> Ask(IReadOnlyList<string> changedPaths) =>
        _all.Where(topic => changedPaths.Any(topic.IsTouchedBy))
            .ToDictionary(topic => topic.Name, topic => topic.Ask(changedPaths), StringComparer.Ordinal);

    /// <summary>The names of the topics that a change touches.</summary>
    public IReadOnlyList<string> FindTouched(string path) =>
        [.. _all.Where(topic => topic.IsTouchedBy(path)).Select(topic => topic.Name)];

    private IEnumerable<Topic> ListOfPurchases()
    {
        yield return new(
            "earning",
            path => IsOfTiers(path) || IsPartOfAny(path, OfEarning),
            paths => EarningComparison.Compare(_before, _after, paths, _now)
        );
        yield return new("caps", path => IsPartOf(path, "earning.caps"), _ => CapComparison.Compare(_before, _after));
        yield return new("tiers", IsOfTiers, _ => TierComparison.Compare(_before, _after));
        var perksAskForTiers = _before.Perks.Any(it => AsksForTier(it.When));
        yield return new(
            "bills",
            path => IsPartOf(path, "perks") || (perksAskForTiers && IsOfTiers(path)),
            paths => BillComparison.Compare(_before, _after, paths, _now)
        );
    }

    private IEnumerable<Topic> ListOfReward(Reward was)
    {
        if (_after.FindReward(was.RewardId) is not { } becomes)
            yield break;
        string[] paths = [.. OfRewards.Select(it => $"rewards[{was.RewardId}].{it}")];
        var asksForTier = AsksForTier(was);
        yield return new(
            $"reward {was.RewardId}",
            path => IsPartOfAny(path, paths) || (asksForTier && IsOfTiers(path)),
            changed =>
                RewardComparison.Compare(
                    was,
                    becomes,
                    _before,
                    _after,
                    _now,
                    Math.Clamp(SituationsOfAllRewards / changed.Count, 30, RewardComparison.SituationsMax)
                )
        );
        var use = $"rewards[{was.RewardId}].restrictions";
        yield return new(
            $"use of {was.RewardId}",
            path => IsPartOf(path, use) && IsUse(PathPattern.WithoutIds(path)),
            _ => RestrictionComparison.Compare(was, becomes, _before.BusinessDateOf(_now))
        );
    }

    private IEnumerable<Topic> ListOfGifts()
    {
        foreach (var was in _before.Actions)
        {
            if (_after.FindAction(was.Action) is not { } becomes)
                continue;
            string[] paths = [.. OfActions.Select(it => $"actions[{was.Action}].{it}")];
            var asksForTier = AsksForTier(was.When);
            yield return new(
                $"action {was.Action}",
                path => IsPartOfAny(path, paths) || (asksForTier && IsOfTiers(path)),
                _ => ActionComparison.Compare(was, becomes, _before, _after, _now)
            );
        }
        // What a change of the grant itself means is in the table.
        foreach (var was in _before.Grants.Where(it => AsksForTier(it.When)))
            if (_after.FindGrant(was.GrantId) is { } becomes)
                yield return new(
                    $"grant {was.GrantId}",
                    IsOfTiers,
                    _ => GrantComparison.Compare(was, becomes, _before, _after, _now)
                );
        foreach (var added in _after.Grants.Where(it => _before.FindGrant(it.GrantId) is null))
            yield return new(
                $"new grant {added.GrantId}",
                path => IsPartOf(path, $"grants[{added.GrantId}]"),
                _ => GrantComparison.CompareNew(added, _before)
            );
    }

    private static bool IsOfTiers(string path) => IsPartOf(path, "tiers");

    private static bool IsUse(string plainPath) =>
        plainPath.StartsWith("rewards[*].restrictions.", StringComparison.Ordinal)
        && !plainPath.Contains(".notes", StringComparison.Ordinal);

    private static bool AsksForTier(Condition condition) => !condition.Tiers.IsEmpty;

    private static bool AsksForTier(Reward reward) =>
        AsksForTier(reward.Eligible)
        || reward.Price.Discounts.Any(it => AsksForTier(it.When))
        || (reward.HeadStart is { } early && AsksForTier(early.When));

    private static bool IsPartOfAny(string path, string[] wholes)
    {
        foreach (var whole in wholes)
            if (IsPartOf(path, whole))
                return true;
        return false;
    }
}
