using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Budgets;

/// <summary>Where issuance budgets are kept.</summary>
public interface IBudgets
{
    /// <summary>Sets aside up to so many points: fewer only where the budget has no more.</summary>
    /// <exception cref="StoreBusyException">Throttled; nothing is set aside.</exception>
    /// <exception cref="StoreUnavailableException">No answer came; what may be set aside ends with its lease.</exception>
    Task<Allowance> Reserve(BudgetKey budget, Points pointsMax, CancellationToken ct);

    /// <summary>Sets nothing aside, but a lease to give points back to: its first part, whatever it has.</summary>
    /// <exception cref="StoreBusyException">Throttled; nothing is set aside.</exception>
    /// <exception cref="StoreUnavailableException">No answer came; what may be set aside ends with its lease.</exception>
    Task<Allowance> ReserveForReturn(BudgetKey budget, CancellationToken ct);

    /// <summary>Says what became of an allowance: these parts of it were issued, the rest was not and can be used again.</summary>
    void Settle(BudgetKey budget, Allowance allowance, ImmutableArray<LeaseSpend> issued);

    /// <summary>Gives up an allowance of which nobody knows what was issued: its leases are counted up from the ledger later.</summary>
    void Abandon(BudgetKey budget, Allowance allowance);

    Task<BudgetState> GetState(BudgetKey budget, CancellationToken ct);
}
