using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>The values at which a condition begins to hold, and those next to them.</summary>
internal static class Thresholds
{
    public static IEnumerable<int?> OfAges(IEnumerable<Condition> conditions) =>
        conditions
            .SelectMany(it => (int?[])[it.AgeAtLeast, it.AgeBelow])
            .OfType<int>()
            .SelectMany(it => (int?[])[it, it - 1])
            .Prepend(null);

    /// <summary>Histories in which just enough, or one too few, of the last lines are of the category.</summary>
    public static IEnumerable<RecentCategories> Around(Affinity affinity)
    {
        var enough = (int)decimal.Ceiling(affinity.ShareAtLeast * affinity.OfLastLines);
        foreach (var count in (int[])[enough, enough - 1])
        {
            var liked = Enumerable.Repeat(new RecentCategory(affinity.Category, 0), count);
            var rest = Enumerable.Repeat(new RecentCategory(LineKind.Other.Category, 0), affinity.OfLastLines - count);
            yield return new([.. rest, .. liked]);
            yield return new([.. liked, .. rest]);
        }
    }

    public static IEnumerable<Points> Around(Points least) => [least, least - new Points(1)];

    public static IEnumerable<Fen> Around(Fen least) => [least, least - new Fen(1)];
}
