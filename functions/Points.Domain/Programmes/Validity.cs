namespace Points.Domain.Programmes;

/// <summary>How long points can be used.</summary>
public abstract record Validity
{
    private Validity() { }

    public sealed record Lifetime : Validity;

    /// <param name="Count">Calendar months from the day of earning; 31 January and one month is the last of February.</param>
    /// <param name="MonthEnd">Whether they stay usable to the end of the month so reached.</param>
    public sealed record Months(int Count, bool MonthEnd) : Validity;

    /// <summary>All points of the revision end with one published day.</summary>
    public sealed record FixedDate(DateOnly On) : Validity;

    public T Match<T>(Func<Lifetime, T> lifetime, Func<Months, T> months, Func<FixedDate, T> fixedDate) =>
        this switch
        {
            Lifetime validity => lifetime(validity),
            Months validity => months(validity),
            FixedDate validity => fixedDate(validity),
            _ => throw new InvalidOperationException($"{GetType()} is no validity"),
        };

    /// <summary>The last usable day of points earned on a day; null where they never expire.</summary>
    public DateOnly? ExpiresOn(DateOnly earnedOn) =>
        Match(
            lifetime: _ => (DateOnly?)null,
            months: it => it.MonthEnd ? EndOfMonth(earnedOn.AddMonths(it.Count)) : earnedOn.AddMonths(it.Count),
            fixedDate: it => it.On
        );

    private static DateOnly EndOfMonth(DateOnly day) =>
        new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
