using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// The categories of a member's last purchase lines, oldest first. They are stored only with the member's consent
/// (law L14), and only as many as the rules need.
/// </summary>
public sealed record RecentCategories(ImmutableArray<string> Categories)
{
    public const int CountMax = 100;

    public static readonly RecentCategories None = new([]);

    /// <summary>How many of the last lines are of a category.</summary>
    public int CountOf(string category, int ofLast)
    {
        var count = 0;
        for (var i = Math.Max(0, Categories.Length - ofLast); i < Categories.Length; i++)
            if (Categories[i] == category)
                count++;
        return count;
    }

    /// <summary>Adds the lines of an order and keeps the newest, at most <paramref name="countMax"/>.</summary>
    public RecentCategories Append(ImmutableArray<OrderLine> lines, int countMax)
    {
        if (countMax == 0)
            return None;
        var all = Categories.AddRange(lines.Select(line => line.Category));
        return new(all.Length > countMax ? all[^countMax..] : all);
    }
}
