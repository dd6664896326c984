namespace Points.Domain.Programmes;

/// <summary>Hours of the night, where the programme runs, in which no telephone rings for what can wait.</summary>
/// <param name="From">The first minute of them; the same as <paramref name="To"/> where there are none.</param>
/// <param name="To">The first minute after them.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    public static readonly QuietHours Default = new(new(21, 0), new(8, 0));

    public bool Contains(TimeOnly time) => From != To && time.IsBetween(From, To);

    /// <summary>The first minute of a day at which a telephone may ring.</summary>
    public TimeOnly EarliestSendTime => Contains(TimeOnly.MinValue) ? To : TimeOnly.MinValue;
}
