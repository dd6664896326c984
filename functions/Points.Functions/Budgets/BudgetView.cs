using Points.Domain.Programmes;

namespace Points.Functions.Budgets;

/// <summary>A budget, in points. The issued, leased and remaining points add up to the cap.</summary>
/// <param name="Compensated">
/// The budget for compensation, beside the main one; missing if the programme gives none.
/// </param>
/// <param name="Adjusted">The budget for points that operators give; missing if they give none.</param>
/// <param name="Opened">
/// The budget for balances from other systems, in the programme's whole life; missing if it takes none over.
/// </param>
/// <param name="Granted">The budget for grants; missing if they draw on the main one.</param>
internal sealed record BudgetView(
    string Period,
    long Cap,
    long Issued,
    long Leased,
    long Remaining,
    PartialBudgetView? Compensated,
    PartialBudgetView? Adjusted,
    PartialBudgetView? Opened,
    PartialBudgetView? Granted
)
{
    public static BudgetView From(
        BudgetState it,
        BudgetState? compensated,
        BudgetState? adjusted,
        BudgetState? opened,
        BudgetState? granted
    ) =>
        new(
            it.Period,
            it.Cap.Value,
            it.Issued.Value,
            it.Leased.Value,
            it.Remaining.Value,
            PartialBudgetView.From(compensated),
            PartialBudgetView.From(adjusted),
            PartialBudgetView.From(opened),
            PartialBudgetView.From(granted)
        );
}

/// <summary>A budget for one purpose, with a cap and a period of its own, in points.</summary>
internal sealed record PartialBudgetView(string Period, long Cap, long Issued, long Leased, long Remaining)
{
    /// <returns>Null if there is no such budget.</returns>
    public static PartialBudgetView? From(BudgetState? it) =>
        it is null ? null : new(it.Period, it.Cap.Value, it.Issued.Value, it.Leased.Value, it.Remaining.Value);
}
