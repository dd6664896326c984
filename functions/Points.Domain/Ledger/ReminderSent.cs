namespace Points.Domain.Ledger;

/// <summary>That the member has been reminded of what expires on a day.</summary>
/// <param name="DaysAhead">The shortest notice so far: longer ones are not given any more.</param>
public sealed record ReminderSent(DateOnly ExpiresOn, int DaysAhead);
