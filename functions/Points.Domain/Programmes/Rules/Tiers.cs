using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>A programme's tiers, lowest first. Everyone has the first.</summary>
/// <param name="WindowMonths">How far back spending counts: the months up to and including the day of decision.</param>
public sealed record Tiers(int WindowMonths, ImmutableArray<TierLevel> Levels)
{
    public TierLevel Default => Levels[0];

    public DateOnly WindowStart(DateOnly today) => today.AddMonths(-WindowMonths).AddDays(1);

    /// <summary>The first day whose window does not have a day any more.</summary>
    public DateOnly LeavesWindowOn(DateOnly day)
    {
        var leaves = day.AddMonths(WindowMonths);
        // Of months of different lengths the last days fall together.
        while (WindowStart(leaves) <= day)
            leaves = leaves.AddDays(1);
        return leaves;
    }

    /// <summary>The level a member stands at; a tier that the terms no longer know counts as the first.</summary>
    public TierLevel FindLevel(string? tier) => Levels.FirstOrDefault(level => level.Tier == tier) ?? Default;

    /// <summary>The highest level that asks for no more.</summary>
    public TierLevel FindQualifyingLevel(Fen spend, int visits) =>
        Levels.Last(level => spend >= level.Spend && visits >= level.Visits);

    /// <summary>The next lower level; the first has none.</summary>
    public TierLevel FindLevelBelow(TierLevel level) => Levels[Levels.IndexOf(level) - 1];

    public bool IsAbove(TierLevel level, TierLevel other) => Levels.IndexOf(level) > Levels.IndexOf(other);
}

/// <param name="Spend">In the window; zero for the default.</param>
/// <param name="Visits">Purchases in the window.</param>
/// <param name="Times">By which purchases of this tier's members multiply; 1 for no more than others.</param>
/// <param name="Perks">What it opens beside points, as <c>parking</c>.</param>
public sealed record TierLevel(
    string Tier,
    BilingualName Name,
    Fen Spend,
    int Visits,
    decimal Times,
    ImmutableArray<string> Perks
)
{
    /// <summary>The id by which its multiplier is explained.</summary>
    public string RuleId => $"tier-{Tier}";
}
