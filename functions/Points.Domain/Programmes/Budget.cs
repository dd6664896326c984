using System.Globalization;

namespace Points.Domain.Programmes;

/// <summary>
/// How many points a programme may issue in a period, for one purpose: a hard cap, never exceeded by a single point (law
/// L6).
/// </summary>
public sealed record Budget(BudgetPeriod Period, Points Cap)
{
    /// <summary>The name of the period that contains a day, such as <c>2027-03</c> for a month.</summary>
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
            BudgetPeriod.Ever => "ever",
        };
}

/// <summary>
/// Calendar periods in the programme's time zone. The day on which points are issued decides the period.
/// </summary>
public enum BudgetPeriod
{
    Day,
    Month,
    Quarter,
    Year,

    /// <summary>The whole life of the programme. No document can name it.</summary>
    Ever,
}
