using Points.Domain.Programmes;

namespace Points.Functions.Budgets;

/// <summary>A budget, in points. The issued, leased and remaining points add up to the cap.</summary>
/// <param name="Compensated">
/// The budget for compensation, beside the main one; missing if the programme gives none.
/// </param>
internal sealed record BudgetView(
    string Period,
    long Cap,
    long Issued,
    long Leased,
    long Remaining,
    PartialBudgetView? Compensated
)
{
    public static BudgetView From(BudgetState it, BudgetState? compensated) =>
        new(
            it.Period,
            it.Cap.Value,
            it.Issued.Value,
            it.Leased.Value,
            it.Remaining.Value,
            compensated is null ? null : PartialBudgetView.From(compensated)
        );
}

/// <summary>A budget for one purpose, with a cap and a period of its own, in points.</summary>
internal sealed record PartialBudgetView(string Period, long Cap, long Issued, long Leased, long Remaining)
{
    public static PartialBudgetView From(BudgetState it) =>
        new(it.Period, it.Cap.Value, it.Issued.Value, it.Leased.Value, it.Remaining.Value);
}
