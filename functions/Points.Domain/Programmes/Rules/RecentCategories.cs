using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>The categories of a member's last purchase lines, oldest first: kept only with consent, and only as many as rules look at.</summary>
public sealed record RecentCategories(ImmutableArray<string> Categories)
{
    public const int CountMax = 100;

    public static readonly RecentCategories None = new([]);

    public int CountOf(string category, int ofLast)
    {
        var count = 0;
        for (var i = Math.Max(0, Categories.Length - ofLast); i < Categories.Length; i++)
            if (Categories[i] == category)
                count++;
        return count;
    }

    public RecentCategories Append(ImmutableArray<OrderLine> lines, int countMax)
    {
        if (countMax == 0)
            return None;
        var all = Categories.AddRange(lines.Select(line => line.Category));
        return new(all.Length > countMax ? all[^countMax..] : all);
    }
}
