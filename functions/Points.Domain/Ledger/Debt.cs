namespace Points.Domain.Ledger;

/// <summary>
/// Points that a refund took back after the member had spent them. The next points that come in repay them
/// (decision 10).
/// </summary>
/// <param name="OwedTo">The merchant that issued the points.</param>
public sealed record Debt(string OwedTo, Points Points);
