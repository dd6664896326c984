using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>
/// Compares limits of calendar periods: how much the old limit allows within one period of the new one.
/// </summary>
internal static class PeriodUse
{
    /// <summary>Stands for a period that never ends.</summary>
    private const int Ever = int.MaxValue;

    private static readonly (int Days, int Months, int Quarters)[] Sizes =
    [
        (1, 0, 0),
        (31, 1, 0),
        (92, 3, 1),
        (366, 12, 4),
    ];

    public static string? FindShortage(Budget? before, Budget? after) =>
        before is null || after is null ? null
        : FindShortage(before.Cap.Value, SizeOf(before.Period), after.Cap.Value, SizeOf(after.Period))
            ? $"from {before.Cap} per {before.Period} to {after.Cap} per {after.Period}"
        : null;

    public static string? FindShortage(TimesLimit before, TimesLimit after) =>
        FindShortage(before.Times, SizeOf(before.Per), after.Times, SizeOf(after.Per))
            ? $"from {before.Times} per {before.Per} to {after.Times} per {after.Per}"
            : null;

    /// <param name="period">0 for a day, 1 for a month, 2 for a quarter, 3 for a year.</param>
    private static bool FindShortage(long most, int period, long nextMost, int nextPeriod) =>
        period >= nextPeriod ? most > nextMost : nextPeriod == Ever || most * CountIn(period, nextPeriod) > nextMost;

    private static long CountIn(int period, int longer) =>
        period switch
        {
            0 => Sizes[longer].Days,
            1 => Sizes[longer].Months,
            _ => Sizes[longer].Quarters,
        };

    private static int SizeOf(BudgetPeriod period) =>
        period switch
        {
            BudgetPeriod.Day => 0,
            BudgetPeriod.Month => 1,
            BudgetPeriod.Quarter => 2,
            BudgetPeriod.Year => 3,
            BudgetPeriod.Ever => Ever,
        };

    private static int SizeOf(LimitPeriod period) =>
        period switch
        {
            LimitPeriod.Day => 0,
            LimitPeriod.Month => 1,
            LimitPeriod.Year => 3,
            LimitPeriod.Order or LimitPeriod.Line or LimitPeriod.Campaign or LimitPeriod.Ever => Ever,
        };
}
