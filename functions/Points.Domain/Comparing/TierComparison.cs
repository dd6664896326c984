using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>
/// Compares what tiers give besides points: the benefits that they name. What they do to points, prices and bills shows
/// in those comparisons.
/// </summary>
internal static class TierComparison
{
    public static Finding Compare(ProgrammeTerms before, ProgrammeTerms after)
    {
        var isBetter = false;
        foreach (var pair in TierPair.List(before.Tiers, after.Tiers))
        {
            var (was, becomes) = (PerksOf(before.Tiers, pair.Before), PerksOf(after.Tiers, pair.After));
            if (was.Except(becomes, StringComparer.Ordinal).FirstOrDefault() is { } lost)
                return new(
                    $"{SituationText.Capital(SituationText.OfTier(pair))} has {lost} today and would not have it",
                    isBetter
                );
            isBetter |= becomes.Except(was, StringComparer.Ordinal).Any();
        }
        return new(null, isBetter);
    }

    private static ImmutableArray<string> PerksOf(Tiers? tiers, string? tier) =>
        tiers is null ? [] : tiers.FindLevel(tier).Perks;
}
