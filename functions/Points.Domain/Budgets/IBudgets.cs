using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Budgets;

/// <summary>The issuance budgets of programmes: a hard cap on the points of each period (law L6).</summary>
public interface IBudgets
{
    /// <summary>Reserves points to issue.</summary>
    /// <returns>
    /// Null if the budget is exhausted: the cap, less what all instances have issued, is less than
    /// <paramref name="points"/>.
    /// </returns>
    /// <exception cref="BudgetBusyException">
    /// Enough points are left, but other instances hold some of them; nothing is reserved.
    /// </exception>
    /// <exception cref="StoreBusyException">The store throttles; nothing is reserved.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store did not answer. Points that it may have reserved become free when their lease ends.
    /// </exception>
    Task<Allowance?> Reserve(BudgetKey budget, Points points, CancellationToken ct);

    /// <summary>Reserves zero points: an allowance whose only lease takes returned points.</summary>
    /// <exception cref="StoreBusyException">The store throttles; nothing is reserved.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store did not answer. Points that it may have reserved become free when their lease ends.
    /// </exception>
    Task<Allowance> ReserveForReturn(BudgetKey budget, CancellationToken ct);

    /// <summary>Reports which points of an allowance were issued. The rest can be used again.</summary>
    void Settle(BudgetKey budget, Allowance allowance, ImmutableArray<LeaseSpend> issued);

    /// <summary>
    /// Gives up an allowance if it is unknown which of its points were issued. Budget reconciliation counts them later
    /// from the ledger.
    /// </summary>
    void Abandon(BudgetKey budget, Allowance allowance);

    /// <summary>Reads how many points of a budget are issued and leased.</summary>
    Task<BudgetState> GetState(BudgetKey budget, CancellationToken ct);
}
