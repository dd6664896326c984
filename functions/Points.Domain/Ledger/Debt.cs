namespace Points.Domain.Ledger;

/// <summary>Points that an order was refunded for after they had been spent. The next earning pays them back.</summary>
/// <param name="OwedTo">The merchant who had issued them.</param>
public sealed record Debt(string OwedTo, Points Points);
