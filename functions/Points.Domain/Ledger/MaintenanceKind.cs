namespace Points.Domain.Ledger;

/// <summary>For what a job may have to see to a wallet. Each looks for its own, so it touches no wallet that is due for another.</summary>
public enum MaintenanceKind
{
    /// <summary>Something that is set aside has come to its time.</summary>
    Holds,

    /// <summary>The last day of a lot has passed.</summary>
    Expiry,

    /// <summary>The member is to be reminded of points that expire soon (law L3).</summary>
    Reminder,

    /// <summary>The member's spending may no longer hold their tier.</summary>
    Review,

    /// <summary>A day of the member's own has come, for which the programme gives points.</summary>
    Gifts,
}
