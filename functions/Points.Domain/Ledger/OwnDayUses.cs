using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// The birthdays on which the member had a benefit. A changed birthday must not bring benefits twice within twelve
/// months (decision 30). Gifts come without the member's doing, so they use up no day for purchases and prices, nor the
/// other way round.
/// </summary>
public sealed record OwnDayUses(ImmutableArray<OwnDayUse> All)
{
    /// <summary>
    /// The most uses of a wallet: those of two years, if every pet has a gift and each kind of day is used for
    /// purchases. Beyond that, the oldest are dropped.
    /// </summary>
    private const int CountMax = 44;

    public static readonly OwnDayUses None = new([]);

    /// <summary>Whether a birthday may bring a benefit on a day.</summary>
    /// <param name="daysMax">On how many days of any twelve months it may.</param>
    public bool Allow(OwnDay kind, DateOnly day, int daysMax, OwnDayBenefit benefit)
    {
        var others = 0;
        foreach (var use in All)
        {
            if (use.Kind != kind || !use.CountsFor(benefit) || AreTwelveMonthsApart(use.On, day))
                continue;
            if (use.On == day)
                return true;
            others++;
        }
        return others < daysMax;
    }

    /// <summary>Adds a day, and drops those before <paramref name="keepFrom"/>.</summary>
    public OwnDayUses Add(OwnDay kind, DateOnly day, OwnDayBenefit benefit, DateOnly keepFrom)
    {
        var use = new OwnDayUse(kind, day, benefit);
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
/// <param name="For">
/// What the benefit was; null for uses from before it was kept, which count for every benefit.
/// </param>
public sealed record OwnDayUse(OwnDay Kind, DateOnly On, OwnDayBenefit? For)
{
    public bool CountsFor(OwnDayBenefit benefit) => For is null || For == benefit;
}

/// <summary>What an own day can bring.</summary>
public enum OwnDayBenefit
{
    /// <summary>What purchases earn, and what rewards and bills cost.</summary>
    Rules,

    /// <summary>What members are given, by a grant or an action for the day.</summary>
    Gifts,
}
