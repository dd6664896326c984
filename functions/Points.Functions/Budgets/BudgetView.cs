using Points.Domain.Programmes;

namespace Points.Functions.Budgets;

/// <summary>A budget, in points. The issued, leased and remaining points add up to the cap.</summary>
internal sealed record BudgetView(string Period, long Cap, long Issued, long Leased, long Remaining)
{
    public static BudgetView From(BudgetState it) =>
        new(it.Period, it.Cap.Value, it.Issued.Value, it.Leased.Value, it.Remaining.Value);
}
