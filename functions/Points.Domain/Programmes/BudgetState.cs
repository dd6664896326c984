namespace Points.Domain.Programmes;

/// <summary>
/// The state of a budget in one period. <see cref="Issued"/>, <see cref="Leased"/> and <see cref="Remaining"/> add up
/// to <see cref="Cap"/>.
/// </summary>
/// <param name="Leased">Points that instances have leased and not issued yet, as far as this instance knows.</param>
public sealed record BudgetState(string Period, Points Cap, Points Issued, Points Leased)
{
    public Points Remaining => Cap - Issued - Leased;
}
