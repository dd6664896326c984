namespace Points.Domain.Budgets;

/// <summary>Points of a budget that are reserved for one instance until the lease ends.</summary>
/// <param name="From">
/// The start in real time, like <paramref name="Until"/>: operators can set the business time.
/// </param>
public sealed record Lease(string LeaseId, Points Points, DateTimeOffset From, DateTimeOffset Until);
