using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>A programme's tiers, lowest first. Every member has at least the first.</summary>
/// <param name="WindowMonths">How many months back spending counts, up to and including today.</param>
public sealed record Tiers(int WindowMonths, ImmutableArray<TierLevel> Levels)
{
    public TierLevel Default => Levels[0];

    public DateOnly WindowStart(DateOnly today) => today.PlusMonths(-WindowMonths).PlusDays(1);

    /// <summary>The first day whose window no longer contains a given day.</summary>
    public DateOnly LeavesWindowOn(DateOnly day)
    {
        var leaves = day.PlusMonths(WindowMonths);
        // PlusMonths maps the last days of a long month to one day of a shorter month.
        while (WindowStart(leaves) <= day && leaves < DateOnly.MaxValue)
            leaves = leaves.PlusDays(1);
        return leaves;
    }

    /// <summary>A tier's level; the first if the terms no longer have that tier.</summary>
    public TierLevel FindLevel(string? tier) => Levels.FirstOrDefault(level => level.Tier == tier) ?? Default;

    /// <summary>The highest level whose conditions are met.</summary>
    public TierLevel FindQualifyingLevel(Fen spend, int visits) =>
        Levels.Last(level => spend >= level.Spend && visits >= level.Visits);

    /// <summary>The next lower level. The first level has none: it is a bug to ask for it.</summary>
    public TierLevel FindLevelBelow(TierLevel level) => Levels[Levels.IndexOf(level) - 1];

    public TierLevel Lower(TierLevel left, TierLevel right) => IsAbove(left, right) ? right : left;

    public TierLevel Higher(TierLevel left, TierLevel right) => IsAbove(left, right) ? left : right;

    public bool IsAbove(TierLevel level, TierLevel other) => Levels.IndexOf(level) > Levels.IndexOf(other);
}

/// <param name="Spend">The least cash spending in the window; zero for the first tier.</param>
/// <param name="Visits">The least number of purchases in the window.</param>
/// <param name="Times">The factor for points of this tier's members; 1 for no multiplier.</param>
/// <param name="Perks">Benefits other than points, such as <c>parking</c>.</param>
public sealed record TierLevel(
    string Tier,
    BilingualName Name,
    Fen Spend,
    int Visits,
    decimal Times,
    ImmutableArray<string> Perks
)
{
    /// <summary>The rule id of its multiplier, in explanations and caps.</summary>
    public string RuleId => $"tier-{Tier}";
}
