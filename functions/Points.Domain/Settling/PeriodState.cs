using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>The stage of a settlement period, and its balances once it is closed.</summary>
/// <param name="Balances">The balance of each programme, once the period is closed; else empty.</param>
public sealed record PeriodState(PeriodStatus Status, ImmutableArray<PeriodBalance> Balances);
