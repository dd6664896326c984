using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>The rules by which purchases earn, as published. <see cref="EarningRules"/> runs them.</summary>
/// <param name="LateDays">How many days after a purchase a merchant may still post it.</param>
/// <param name="BaseRates">For each line the first that applies.</param>
public sealed record EarningTerms(
    int LateDays,
    Stacking Stacking,
    ImmutableArray<BaseRate> BaseRates,
    ImmutableArray<Multiplier> Multipliers,
    ImmutableArray<Bonus> Bonuses,
    ImmutableArray<Cap> Caps,
    RefundsFrom RefundsFrom
)
{
    public const int LateDaysDefault = 90;

    /// <summary>Where multipliers multiply, so many at most: their product stays exact and a sane number.</summary>
    public const int StackedMultipliersMax = 4;
}

/// <summary>What a refund takes back where the order's own lot has not enough left.</summary>
public enum RefundsFrom
{
    /// <summary>Other lots, those that expire first; then a debt.</summary>
    AnyLot,

    /// <summary>A debt, which the next earning pays back: what the member has earned elsewhere stays theirs to spend.</summary>
    OwnLot,
}

/// <summary>What multipliers do that apply to the same line.</summary>
public enum Stacking
{
    /// <summary>The highest counts.</summary>
    BestOf,

    /// <summary>Their gains add up: 2× and 1.5× make 2.5×.</summary>
    Add,

    /// <summary>2× and 1.5× make 3×.</summary>
    Multiply,
}

/// <summary>Points for each yuan paid in cash; at most four decimals.</summary>
public sealed record BaseRate(string Id, decimal PointsPerYuan, Condition When);

/// <param name="Times">From 1 on, with at most two decimals: a rule that takes is a lower base rate.</param>
public sealed record Multiplier(string Id, decimal Times, Condition When);

/// <summary>Whole points on top, once an order or for each line, where cash was paid.</summary>
public sealed record Bonus(string Id, Points Points, LimitPeriod Per, Condition When);

/// <summary>The most a member can earn, in all or by some rules.</summary>
/// <param name="Rules">Ids of the rules that it limits; none for all that an order earns.</param>
public sealed record Cap(string Id, Points Points, LimitPeriod Per, ImmutableArray<string> Rules)
{
    /// <summary>Under which its use is counted in the wallet.</summary>
    public string CounterId => $"cap:{Id}";
}
