using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>Where periods stand, and the statements of those that are closed.</summary>
public interface IStatements
{
    /// <returns>Null for a period in which nothing has happened.</returns>
    Task<PeriodState?> Find(SettlementPeriod period, CancellationToken ct);

    /// <summary>All periods in which something has happened, oldest first.</summary>
    Task<IReadOnlyList<(SettlementPeriod Period, PeriodStatus Status)>> ListPeriods(CancellationToken ct);

    /// <summary>Moves a period on to closing; one that is there already, or beyond, stays as it is.</summary>
    Task BeginClosing(SettlementPeriod period, CancellationToken ct);

    /// <summary>Moves a period on to closed. What is there already stays.</summary>
    Task Close(SettlementPeriod period, ImmutableArray<PeriodBalance> balances, CancellationToken ct);

    /// <summary>Keeps a statement, unless there is one of that holder and period.</summary>
    Task AddIfAbsent(Statement statement, CancellationToken ct);

    /// <returns>Null if there is none, or none yet.</returns>
    Task<Statement?> Find(AccountHolder holder, SettlementPeriod period, CancellationToken ct);

    /// <summary>A holder's statements, newest first.</summary>
    /// <param name="before">Only of periods before this one; null for all.</param>
    Task<IReadOnlyList<Statement>> List(
        AccountHolder holder,
        SettlementPeriod? before,
        int limit,
        CancellationToken ct
    );

    /// <summary>The statements of a period, by holder.</summary>
    /// <param name="after">Only of holders that come after this one; null for all.</param>
    IAsyncEnumerable<Statement> List(SettlementPeriod period, AccountHolder? after, CancellationToken ct);
}

/// <param name="Balances">Of a period that is closed.</param>
public sealed record PeriodState(PeriodStatus Status, ImmutableArray<PeriodBalance> Balances);
