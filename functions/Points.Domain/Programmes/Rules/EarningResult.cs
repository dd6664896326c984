using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>What an order earns, with the explanation and the member's limit counters after it.</summary>
/// <param name="CapUse">How much of each cap the order used.</param>
/// <param name="PointsByLine">The points of each line. They add up to <paramref name="Points"/>.</param>
public sealed record EarningResult(
    Points Points,
    ImmutableArray<Explanation> Explanation,
    LimitCounters Counters,
    ImmutableArray<LimitCounter> CapUse,
    ImmutableArray<Points> PointsByLine
)
{
    /// <summary>The kinds of own days without which a rule would not have applied.</summary>
    public ImmutableArray<OwnDay> OwnDays { get; init; } = [];
}
