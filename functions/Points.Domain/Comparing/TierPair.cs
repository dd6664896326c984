using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>The tier of one member under two revisions; null where a revision has no tiers.</summary>
internal sealed record TierPair(string? Before, string? After)
{
    /// <summary>Lists the pairs that occur: members who keep their tier by name, and members who qualify anew.</summary>
    public static IReadOnlyList<TierPair> List(Tiers? before, Tiers? after)
    {
        if (before is null && after is null)
            return [new(null, null)];
        var pairs = new List<TierPair>();
        // Until a review or a purchase, members keep the tier that they have.
        pairs.AddRange(
            (before?.Levels ?? []).Select(level => new TierPair(level.Tier, after?.FindLevel(level.Tier).Tier))
        );
        foreach (var spend in SpendsAround(before, after))
        foreach (var visits in VisitsAround(before, after))
        {
            var (was, becomes) = (Qualify(before, spend, visits), Qualify(after, spend, visits));
            pairs.Add(new(was, becomes));
            // What was spent long ago counts only in the longer window.
            if (before?.WindowMonths > after?.WindowMonths)
                pairs.Add(new(was, after.Default.Tier));
            if (before?.WindowMonths < after?.WindowMonths)
                pairs.Add(new(before.Default.Tier, becomes));
        }
        return [.. pairs.Distinct()];
    }

    private static string? Qualify(Tiers? tiers, Fen spend, int visits) =>
        tiers?.FindQualifyingLevel(spend, visits).Tier;

    private static IEnumerable<Fen> SpendsAround(Tiers? before, Tiers? after) =>
        Levels(before, after)
            .SelectMany(level => (long[])[level.Spend.Value, Math.Max(0, level.Spend.Value - 1)])
            .Append(0)
            .Distinct()
            .Select(fen => new Fen(fen));

    private static IEnumerable<int> VisitsAround(Tiers? before, Tiers? after) =>
        Levels(before, after)
            .SelectMany(level => (int[])[level.Visits, Math.Max(0, level.Visits - 1)])
            .Append(0)
            .Distinct();

    private static IEnumerable<TierLevel> Levels(Tiers? before, Tiers? after) =>
        (before?.Levels ?? []).Concat(after?.Levels ?? []);
}
