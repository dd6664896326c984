using System.Globalization;

namespace Points.Domain.Programmes;

/// <summary>How many points a programme may issue in a period: a hard cap, never exceeded by a single point (law L6).</summary>
public sealed record Budget(BudgetPeriod Period, Points Cap)
{
    /// <summary>Names the period a day is in, as <c>2027-03</c>.</summary>
    public string PeriodOf(DateOnly day) =>
        Period switch
        {
            BudgetPeriod.Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            BudgetPeriod.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            BudgetPeriod.Quarter => string.Create(
                CultureInfo.InvariantCulture,
                $"{day.Year}-Q{((day.Month - 1) / 3) + 1}"
            ),
            BudgetPeriod.Year => day.ToString("yyyy", CultureInfo.InvariantCulture),
        };
}

/// <summary>Calendar periods in the programme's time zone, by the day of posting.</summary>
public enum BudgetPeriod
{
    Day,
    Month,
    Quarter,
    Year,
}

/// <summary>One programme's budget in one period: what is drawn on.</summary>
/// <param name="Cap">As the terms say now. A higher one counts at once, a lower one from the next period on.</param>
public sealed record BudgetKey(string ProgrammeId, string Period, Points Cap)
{
    /// <returns>Null where the programme has no budget, which no published programme lacks.</returns>
    public static BudgetKey? Of(Programmes.ProgrammeTerms terms, DateTimeOffset now) =>
        terms.Budget is { } budget
            ? new(terms.ProgrammeId, budget.PeriodOf(terms.BusinessDateOf(now)), budget.Cap)
            : null;
}

/// <summary>Where a budget stands. The three parts add up to the cap.</summary>
/// <param name="Leased">Set aside by running instances and not issued yet, as far as is known here.</param>
public sealed record BudgetState(string Period, Points Cap, Points Issued, Points Leased)
{
    public Points Remaining => Cap - Issued - Leased;
}
