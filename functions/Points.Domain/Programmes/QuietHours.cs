namespace Points.Domain.Programmes;

/// <summary>
/// Hours of the night, in the programme's time zone, in which only notices that the law requires are sent.
/// </summary>
/// <param name="From">The first quiet minute; equal to <paramref name="To"/> if there are no quiet hours.</param>
/// <param name="To">The first minute after the quiet hours.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    public static readonly QuietHours Default = new(new(21, 0), new(8, 0));

    public bool Contains(TimeOnly time) => From != To && time.IsBetween(From, To);

    /// <summary>The first minute of a day at which any notice may be sent.</summary>
    public TimeOnly EarliestSendTime => Contains(TimeOnly.MinValue) ? To : TimeOnly.MinValue;
}
