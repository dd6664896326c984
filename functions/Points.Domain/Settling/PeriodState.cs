using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <param name="Balances">The balance of each programme, once the period is closed; else empty.</param>
public sealed record PeriodState(PeriodStatus Status, ImmutableArray<PeriodBalance> Balances);
