namespace Points.Domain.Programmes;

/// <summary>Identifies one programme's budget in one period.</summary>
/// <param name="Cap">
/// The cap in the current terms. A higher cap applies at once; a lower cap applies from the next period.
/// </param>
public sealed record BudgetKey(string ProgrammeId, string Period, Points Cap)
{
    public BudgetPurpose Purpose { get; init; }

    /// <summary>
    /// Identifies the budget in the store, whatever its cap. Ids of programmes contain no colon, so no other budget has
    /// the same name.
    /// </summary>
    public string Name =>
        Purpose switch
        {
            BudgetPurpose.Earning => $"{ProgrammeId}:{Period}",
            BudgetPurpose.Compensation => $"{ProgrammeId}:compensation:{Period}",
            BudgetPurpose.Adjustments => $"{ProgrammeId}:adjustments:{Period}",
            BudgetPurpose.Openings => $"{ProgrammeId}:openings:{Period}",
            BudgetPurpose.Grants => $"{ProgrammeId}:grants:{Period}",
        };

    /// <returns>Null if the terms have no budget. Published terms always have one.</returns>
    public static BudgetKey? Of(ProgrammeTerms terms, DateTimeOffset now) =>
        Of(terms, terms.Budget, BudgetPurpose.Earning, now);

    /// <summary>The budget for compensation, beside the main one.</summary>
    /// <returns>Null if the programme gives no compensation.</returns>
    public static BudgetKey? OfCompensation(ProgrammeTerms terms, DateTimeOffset now) =>
        Of(terms, terms.Compensation?.Budget, BudgetPurpose.Compensation, now);

    /// <summary>The budget for points that operators give.</summary>
    /// <returns>Null if operators give none.</returns>
    public static BudgetKey? OfAdjustments(ProgrammeTerms terms, DateTimeOffset now) =>
        Of(terms, terms.Adjustments?.Budget, BudgetPurpose.Adjustments, now);

    /// <summary>The budget for opening balances, which has one period.</summary>
    /// <returns>Null if the programme takes none over.</returns>
    public static BudgetKey? OfOpenings(ProgrammeTerms terms, DateTimeOffset now) =>
        Of(terms, terms.OpeningBudget, BudgetPurpose.Openings, now);

    /// <summary>The budget for grants only.</summary>
    /// <returns>Null if grants draw on the main budget.</returns>
    public static BudgetKey? OfGrants(ProgrammeTerms terms, DateTimeOffset now) =>
        Of(terms, terms.GrantBudget, BudgetPurpose.Grants, now);

    private static BudgetKey? Of(ProgrammeTerms terms, Budget? budget, BudgetPurpose purpose, DateTimeOffset now) =>
        budget is null
            ? null
            : new(terms.ProgrammeId, budget.PeriodOf(terms.BusinessDateOf(now)), budget.Cap) { Purpose = purpose };
}

/// <summary>What the points of a budget are for. A programme has a budget for each purpose.</summary>
/// <remarks>Stored documents contain the names: do not change them.</remarks>
public enum BudgetPurpose
{
    /// <summary>Points that members earn: the programme's main budget.</summary>
    Earning,

    /// <summary>Compensation for rewards that merchants could not provide (law L13).</summary>
    Compensation,

    /// <summary>Goodwill and corrections by operators.</summary>
    Adjustments,

    /// <summary>Balances from other systems.</summary>
    Openings,

    /// <summary>What members get without a request, if it has a cap of its own.</summary>
    Grants,
}
