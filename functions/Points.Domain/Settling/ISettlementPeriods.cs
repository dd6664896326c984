using System.Collections.Immutable;
using Points.Domain.Actors;

namespace Points.Domain.Settling;

/// <summary>Stores what belongs to a settlement period: its state, its statements and its reconciliation.</summary>
public interface ISettlementPeriods
{
    /// <returns>Null for a period in which nothing has happened.</returns>
    Task<PeriodState?> FindState(SettlementPeriod period, CancellationToken ct);

    /// <summary>Lists the periods in which something has happened, oldest first.</summary>
    Task<IReadOnlyList<(SettlementPeriod Period, PeriodStatus Status)>> List(CancellationToken ct);

    /// <summary>Moves a period to closing. A period that is closing or closed stays as it is.</summary>
    /// <param name="act">Who does it; null if the job does.</param>
    Task BeginClosing(SettlementPeriod period, Act? act, CancellationToken ct);

    /// <summary>Moves a period to closed. A period that is closed stays as it is.</summary>
    Task Close(SettlementPeriod period, ImmutableArray<PeriodBalance> balances, CancellationToken ct);

    /// <summary>Stores a statement, unless its holder has one for the period.</summary>
    Task AddStatementIfAbsent(Statement statement, CancellationToken ct);

    /// <returns>Null if there is no statement, or not yet.</returns>
    Task<Statement?> FindStatement(AccountHolder holder, SettlementPeriod period, CancellationToken ct);

    /// <summary>Lists a holder's statements, newest first.</summary>
    /// <param name="before">Lists only statements of periods before this one; null for all.</param>
    Task<IReadOnlyList<Statement>> ListStatements(
        AccountHolder holder,
        SettlementPeriod? before,
        int limit,
        CancellationToken ct
    );

    /// <summary>Lists the statements of a period, ordered by holder.</summary>
    /// <param name="after">Lists only holders that follow this one; null for all.</param>
    IAsyncEnumerable<Statement> ListStatements(SettlementPeriod period, AccountHolder? after, CancellationToken ct);

    /// <returns>The reconciliation, finished or not, with its version; null if none was started.</returns>
    Task<(Reconciliation Reconciliation, string Version)?> FindReconciliation(
        SettlementPeriod period,
        CancellationToken ct
    );

    /// <summary>Starts the reconciliation of a period from the beginning, even while another run works on it.</summary>
    Task RestartReconciliation(SettlementPeriod period, Act act, CancellationToken ct);

    /// <param name="expectedVersion">The version that was found or saved last; null if none was started.</param>
    /// <returns>
    /// The new version; null, with nothing saved, if another run has saved or restarted it meanwhile.
    /// </returns>
    Task<string?> TrySaveReconciliation(Reconciliation reconciliation, string? expectedVersion, CancellationToken ct);
}
