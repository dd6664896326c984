namespace Points.Domain.Ledger;

/// <summary>
/// The kinds of scheduled work on a wallet. Each has its own due time, so a job reads only wallets that are due for it
/// (decision 15).
/// </summary>
/// <remarks>The names are part of stored field names, such as holdsDueAt: do not change them.</remarks>
public enum MaintenanceKind
{
    /// <summary>A hold has expired, or a transfer must be continued.</summary>
    Holds,

    /// <summary>The last day of a lot has passed.</summary>
    Expiry,

    /// <summary>The member must be reminded of points that expire soon (law L3).</summary>
    Reminder,

    /// <summary>The member may no longer spend enough for their tier.</summary>
    Review,

    /// <summary>The member has a birthday, or a similar day, on which the programme gives points.</summary>
    Gifts,

    /// <summary>The member may qualify for points or a coupon that the programme grants.</summary>
    Grants,
}
