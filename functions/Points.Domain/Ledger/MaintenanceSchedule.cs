namespace Points.Domain.Ledger;

/// <summary>
/// When a wallet is due for each kind of maintenance; null if it is not. Every commit calculates it again by the terms
/// of the commit (decision 15).
/// </summary>
public sealed record MaintenanceSchedule
{
    public DateTimeOffset? Holds { get; init; }
    public DateTimeOffset? Expiry { get; init; }
    public DateTimeOffset? Reminder { get; init; }
    public DateTimeOffset? Review { get; init; }
    public DateTimeOffset? Gifts { get; init; }
    public DateTimeOffset? Grants { get; init; }
}
