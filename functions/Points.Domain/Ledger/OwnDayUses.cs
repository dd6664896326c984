using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// The birthdays on which the member had a benefit. A changed birthday must not bring benefits twice within twelve
/// months (decision 30).
/// </summary>
public sealed record OwnDayUses(ImmutableArray<OwnDayUse> All)
{
    /// <summary>
    /// The most uses of a wallet: those of two years, if every pet has a gift. Beyond that, the oldest are dropped.
    /// </summary>
    private const int CountMax = 40;

    public static readonly OwnDayUses None = new([]);

    /// <summary>Whether a birthday may bring a benefit on a day.</summary>
    /// <param name="daysMax">On how many days of any twelve months it may.</param>
    public bool Allow(OwnDay kind, DateOnly day, int daysMax)
    {
        var others = 0;
        foreach (var use in All)
        {
            if (use.Kind != kind || AreTwelveMonthsApart(use.On, day))
                continue;
            if (use.On == day)
                return true;
            others++;
        }
        return others < daysMax;
    }

    /// <summary>Adds a day, and drops those before <paramref name="keepFrom"/>.</summary>
    public OwnDayUses Add(OwnDay kind, DateOnly day, DateOnly keepFrom)
    {
        var use = new OwnDayUse(kind, day);
        if (All.Contains(use))
            return this;
        var all = All.RemoveAll(it => it.On < keepFrom).Add(use).Sort((left, right) => left.On.CompareTo(right.On));
        return new(all.Length > CountMax ? all[^CountMax..] : all);
    }

    private static bool AreTwelveMonthsApart(DateOnly one, DateOnly other)
    {
        var (earlier, later) = one < other ? (one, other) : (other, one);
        return earlier.Year < later.Year && earlier.PlusYears(1) <= later;
    }
}

/// <summary>A birthday on which the member had a benefit.</summary>
public sealed record OwnDayUse(OwnDay Kind, DateOnly On);
