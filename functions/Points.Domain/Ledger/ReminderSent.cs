namespace Points.Domain.Ledger;

/// <summary>Records that the member was reminded of the points that expire on a day.</summary>
/// <param name="DaysAhead">How many days ahead the latest reminder was. Earlier ones are not sent any more.</param>
public sealed record ReminderSent(DateOnly ExpiresOn, int DaysAhead);
