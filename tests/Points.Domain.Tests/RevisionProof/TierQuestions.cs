using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Asks which tier members have, and what the tier gives besides points.</summary>
internal static class TierQuestions
{
    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations)
    {
        if (!pair.HasChange("tiers") || pair.Old.Tiers is null)
            yield break;
        for (var ask = 0; ask < 200; ask++)
        {
            var situation = situations.Any();
            var (before, after) = (situation.LevelIn(pair.Old)!, situation.LevelIn(pair.New));
            if (before.Perks.Except(after?.Perks ?? []).FirstOrDefault() is { } perk)
                yield return $"{situation}: loses {perk}";
            if (FindLostAtReview(pair, before, after) is { } lost)
                yield return lost;
        }
    }

    /// <summary>A review takes a member who no longer qualifies down by one level.</summary>
    private static string? FindLostAtReview(RevisionPair pair, TierLevel before, TierLevel? after) =>
        after is null
        || before.Tier != after.Tier
        || pair.New.Tiers is not { } tiers
        || before == pair.Old.Tiers!.Default
            ? null
        : BelowOf(pair.Old.Tiers, before) is var lower
        && BelowOf(tiers, after) is var next
        && lower.Perks.Except(next.Perks).FirstOrDefault() is { } perk
            ? $"a member of {before.Tier} who goes down a level loses {perk}"
        : null;

    private static TierLevel BelowOf(Tiers tiers, TierLevel level) =>
        level == tiers.Default ? level : tiers.FindLevelBelow(level);
}
