using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>The rules by which purchases earn, as published. <see cref="EarningRules"/> runs them.</summary>
/// <param name="PendingDays">How many days after its booking a purchase's points can be used; 0 for at once.</param>
/// <param name="LateDays">How many days after a purchase a merchant may still submit it.</param>
/// <param name="BaseRates">For each line, the first rate that applies counts.</param>
public sealed record EarningTerms(
    int PendingDays,
    int LateDays,
    Stacking Stacking,
    ImmutableArray<BaseRate> BaseRates,
    ImmutableArray<Multiplier> Multipliers,
    ImmutableArray<Bonus> Bonuses,
    ImmutableArray<Cap> Caps,
    RefundsFrom RefundsFrom,
    OrderScope OrderScope
)
{
    public const int LateDaysDefault = 90;

    /// <summary>Longer than any right to return goods.</summary>
    public const int PendingDaysMax = 90;

    /// <summary>
    /// The most multipliers with <c>multiply</c>, so that their product can be calculated exactly.
    /// </summary>
    public const int StackedMultipliersMax = 4;
}

/// <summary>What a refund takes back if the order's own lot has too few points left.</summary>
public enum RefundsFrom
{
    /// <summary>Points of other lots, those that expire first; then a debt.</summary>
    AnyLot,

    /// <summary>A debt, paid back by what the member earns next. Points earned elsewhere can still be spent.</summary>
    OwnLot,
}

/// <summary>Within what the order numbers of a merchant are unique.</summary>
public enum OrderScope
{
    /// <summary>All members and programmes: an order number earns once.</summary>
    Merchant,

    /// <summary>The orders of a member: an order number earns once for each member.</summary>
    Member,
}

/// <summary>How several multipliers combine that apply to the same line.</summary>
public enum Stacking
{
    /// <summary>Only the highest counts.</summary>
    BestOf,

    /// <summary>Their increases add up: 2× and 1.5× make 2.5×.</summary>
    Add,

    /// <summary>They are multiplied: 2× and 1.5× make 3×.</summary>
    Multiply,
}

/// <param name="PointsPerYuan">Points for each yuan paid in cash, with at most four decimals.</param>
public sealed record BaseRate(string Id, decimal PointsPerYuan, Condition When);

/// <param name="Times">1 or more, with at most two decimals. To earn less, use a lower base rate.</param>
public sealed record Multiplier(string Id, decimal Times, Condition When);

/// <summary>Whole points on top, once per order or once per line, if cash was paid.</summary>
public sealed record Bonus(string Id, Points Points, LimitPeriod Per, Condition When);

/// <summary>The most points a member can earn in a period, in all or by some rules.</summary>
/// <param name="Rules">Ids of the rules that it limits; empty to limit everything an order earns.</param>
public sealed record Cap(string Id, Points Points, LimitPeriod Per, ImmutableArray<string> Rules)
{
    /// <summary>The id of its limit counter in the wallet.</summary>
    public string CounterId => $"cap:{Id}";
}
