namespace Points.Domain.Budgets;

/// <summary>How many points a programme may issue in a period: a hard cap (law L6).</summary>
public sealed record Budget(BudgetPeriod Period, Points Cap);

/// <summary>Calendar periods in the programme's time zone, by the day of posting.</summary>
public enum BudgetPeriod
{
    Day,
    Month,
    Quarter,
    Year,
}
