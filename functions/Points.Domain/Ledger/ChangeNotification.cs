namespace Points.Domain.Ledger;

/// <summary>That the member was told of a revision to come, or accepted it when they enrolled (law L2).</summary>
/// <param name="Announcement">The number of the announcement, of the programme's.</param>
public sealed record ChangeNotification(int Announcement, int Revision, DateTimeOffset At);
