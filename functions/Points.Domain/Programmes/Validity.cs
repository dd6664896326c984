namespace Points.Domain.Programmes;

/// <summary>How long points can be used.</summary>
public abstract record Validity
{
    private Validity() { }

    public sealed record Lifetime : Validity;

    /// <param name="Count">
    /// Calendar months from the day of earning: one month from 31 January is the last of February.
    /// </param>
    /// <param name="MonthEnd">Whether points stay usable until the end of that last month.</param>
    public sealed record Months(int Count, bool MonthEnd) : Validity;

    /// <summary>All points earned under the revision share one published last day.</summary>
    public sealed record FixedDate(DateOnly On) : Validity;

    public T Match<T>(Func<Lifetime, T> lifetime, Func<Months, T> months, Func<FixedDate, T> fixedDate) =>
        this switch
        {
            Lifetime validity => lifetime(validity),
            Months validity => months(validity),
            FixedDate validity => fixedDate(validity),
            _ => throw new InvalidOperationException($"{GetType()} is not a known validity"),
        };

    /// <summary>The last usable day of points earned on a day; null if they never expire.</summary>
    public DateOnly? ExpiresOn(DateOnly earnedOn) =>
        Match(
            lifetime: _ => (DateOnly?)null,
            months: it => it.MonthEnd ? EndOfMonth(earnedOn.PlusMonths(it.Count)) : earnedOn.PlusMonths(it.Count),
            fixedDate: it => it.On
        );

    private static DateOnly EndOfMonth(DateOnly day) =>
        new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
