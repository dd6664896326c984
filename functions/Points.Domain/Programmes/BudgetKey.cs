namespace Points.Domain.Programmes;

/// <summary>Identifies one programme's budget in one period.</summary>
/// <param name="Cap">
/// The cap in the current terms. A higher cap applies at once; a lower cap applies from the next period.
/// </param>
public sealed record BudgetKey(string ProgrammeId, string Period, Points Cap)
{
    /// <returns>Null if the terms have no budget. Published terms always have one.</returns>
    public static BudgetKey? Of(ProgrammeTerms terms, DateTimeOffset now) =>
        terms.Budget is { } budget
            ? new(terms.ProgrammeId, budget.PeriodOf(terms.BusinessDateOf(now)), budget.Cap)
            : null;
}
