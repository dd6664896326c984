namespace Points.Domain.Ledger;

/// <summary>A change of a redemption's status.</summary>
/// <param name="Points">The points that came back; zero if none did.</param>
/// <param name="Reason">The reason that somebody gave; null if none was given.</param>
public sealed record RedemptionEvent(
    RedemptionStatus Status,
    DateTimeOffset At,
    string EntryId,
    Points Points = default,
    string? Reason = null
);

public enum RedemptionStatus
{
    /// <summary>The points are held; the reward awaits confirmation.</summary>
    Held,

    /// <summary>The points are spent.</summary>
    Completed,
    Cancelled,

    /// <summary>The hold expired. Never stored: it follows from the time.</summary>
    Expired,
    PartlyReversed,
    Reversed,
}
