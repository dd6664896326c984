namespace Points.Domain.Ledger;

/// <summary>A change of a redemption's status.</summary>
/// <param name="Points">The points that returned to the member; zero if none did.</param>
/// <param name="Reason">The reason that somebody gave; null if none was given.</param>
/// <param name="Withheld">Compensation that the member did not get; zero if nothing was withheld.</param>
public sealed record RedemptionEvent(
    RedemptionStatus Status,
    DateTimeOffset At,
    string EntryId,
    Points Points = default,
    string? Reason = null,
    Points Withheld = default
);

/// <remarks>Stored documents contain the names: do not change them.</remarks>
public enum RedemptionStatus
{
    /// <summary>The points are held; the reward awaits confirmation.</summary>
    Held,

    /// <summary>The points are spent.</summary>
    Completed,

    /// <summary>The hold was cancelled before it expired.</summary>
    Cancelled,

    /// <summary>The hold expired. Never stored: the stored status stays <see cref="Held"/>.</summary>
    Expired,

    /// <summary>Some pieces were reversed.</summary>
    PartlyReversed,

    /// <summary>All pieces were reversed.</summary>
    Reversed,
}
