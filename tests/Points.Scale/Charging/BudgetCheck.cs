using System.Globalization;

namespace Points.Scale.Charging;

/// <summary>Compares what an operation is charged with its budget, and says what has grown.</summary>
internal static class BudgetCheck
{
    /// <summary>Sizes vary by some bytes between measurements.</summary>
    private const double Tolerance = 0.02;

    /// <returns>Null if the operation is within its budget; else a sentence for people.</returns>
    public static string? FindExcess(OperationCharge budget, OperationCharge measured) =>
        measured.Units > budget.Units * (1 + Tolerance)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{measured.Name} costs {measured.Units} RU, and its budget is {budget.Units}: "
            ) + string.Join("; ", FindGrowth(budget, measured))
            : null;

    /// <returns>Null if the budget is no higher than the operation needs.</returns>
    public static string? FindSlack(OperationCharge budget, OperationCharge measured) =>
        measured.Units < budget.Units * (1 - Tolerance)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{measured.Name} costs {measured.Units} RU, and its budget of {budget.Units} is too high"
            )
            : null;

    private static IEnumerable<string> FindGrowth(OperationCharge budget, OperationCharge measured)
    {
        foreach (var line in measured.Lines.OrderByDescending(line => line.Units))
            if (budget.Lines.FirstOrDefault(it => it.Step == line.Step) is not { } before)
                yield return string.Create(CultureInfo.InvariantCulture, $"new: {line.Step}, {line.Units} RU");
            else if (line.Units > before.Units)
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.Step}: {before.Times} × {before.Bytes} bytes with {before.Terms} terms"
                        + $" became {line.Times} × {line.Bytes} bytes with {line.Terms} terms"
                );
    }
}
