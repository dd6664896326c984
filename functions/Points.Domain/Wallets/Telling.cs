namespace Points.Domain.Wallets;

/// <summary>That the member was told of a revision to come, or accepted it when they enrolled (law L2).</summary>
/// <param name="Announcement">The number of the announcement, of the programme's.</param>
public sealed record Telling(int Announcement, int Revision, DateTimeOffset At);
