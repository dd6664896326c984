using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// The categories of a member's last purchase lines, oldest first. They are stored only with the member's consent
/// (law L14), and only as many as the rules need.
/// </summary>
public sealed record RecentCategories(ImmutableArray<RecentCategory> All)
{
    public const int CountMax = 100;

    public static readonly RecentCategories None = new([]);

    /// <summary>How many of the last lines are of a category.</summary>
    public int CountOf(string category, int ofLast)
    {
        var count = 0;
        for (var i = Math.Max(0, All.Length - ofLast); i < All.Length; i++)
            if (All[i].Category == category)
                count++;
        return count;
    }

    /// <summary>Adds the lines of an order and keeps the newest, at most <paramref name="countMax"/>.</summary>
    /// <param name="bookedAfter">Tells the order from others.</param>
    public RecentCategories Append(IEnumerable<OrderLine> lines, long bookedAfter, int countMax)
    {
        if (countMax == 0)
            return None;
        var all = All.AddRange(lines.Select(line => new RecentCategory(line.Category, bookedAfter)));
        return new(all.Length > countMax ? all[^countMax..] : all);
    }

    /// <summary>Removes lines of an order that are refunded, as far as they are still among the last.</summary>
    public RecentCategories Remove(IEnumerable<OrderLine> lines, long bookedAfter) =>
        lines.Aggregate(this, (left, line) => new(left.All.Remove(new(line.Category, bookedAfter))));
}

/// <summary>The category of a purchase line.</summary>
/// <param name="BookedAfter">
/// The number of the wallet's newest entry before the line's order was booked; -1 for lines from before it was kept.
/// </param>
public readonly record struct RecentCategory(string Category, long BookedAfter);
