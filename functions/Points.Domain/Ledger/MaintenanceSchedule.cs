namespace Points.Domain.Ledger;

/// <summary>
/// When each job has to see to a wallet; null where there is nothing for it to do. Made anew with every commit, by the terms
/// that decided it.
/// </summary>
public sealed record MaintenanceSchedule
{
    public DateTimeOffset? Holds { get; init; }
    public DateTimeOffset? Expiry { get; init; }
    public DateTimeOffset? Reminder { get; init; }
    public DateTimeOffset? Review { get; init; }
    public DateTimeOffset? Gifts { get; init; }
}
