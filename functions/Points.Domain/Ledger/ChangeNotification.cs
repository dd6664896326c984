namespace Points.Domain.Ledger;

/// <summary>
/// When the member was notified of a future revision, or accepted it by enrolling after its announcement (law L2).
/// </summary>
/// <param name="Announcement">The number of the announcement in its programme.</param>
public sealed record ChangeNotification(int Announcement, int Revision, DateTimeOffset At);
