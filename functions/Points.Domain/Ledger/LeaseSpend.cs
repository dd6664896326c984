namespace Points.Domain.Ledger;

/// <summary>Points of one lease that an entry issues: negative where it gives them back.</summary>
public sealed record LeaseSpend(string LeaseId, Points Points);
