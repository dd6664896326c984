namespace Points.Domain.Ledger;

/// <summary>Points that an entry takes from one lease of a budget; negative for points that it gives back.</summary>
public sealed record LeaseSpend(string LeaseId, Points Points);
