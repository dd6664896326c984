namespace Points.Domain.Budgets;

/// <summary>
/// The budget has points left for the request, but other instances hold them on lease: for at most
/// <see cref="HeldMax"/>. Nothing was written, and repeating the request is safe.
/// </summary>
public sealed class BudgetBusyException()
    : Exception("other instances hold what is left of the budget; it is free again within a minute")
{
    /// <summary>How long an instance holds points that it does not issue, even if its process has ended.</summary>
    public static readonly TimeSpan HeldMax = TimeSpan.FromSeconds(45);
}
