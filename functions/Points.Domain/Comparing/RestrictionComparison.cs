using Points.Domain.Programmes;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>Compares on which days and at which hours a reward can be used.</summary>
internal static class RestrictionComparison
{
    private const int WeekDays = 7,
        YearsMax = 5;

    private static readonly TimeOnly Noon = new(12, 0);

    /// <param name="today">Days that are over do not count.</param>
    public static Finding Compare(Reward before, Reward after, DateOnly today)
    {
        var isBetter = false;
        DateOnly[] days = [.. ListDays(before.Restrictions, after.Restrictions, today).Distinct()];
        TimeOnly[] times = [.. ListTimes(before.Restrictions).Concat(ListTimes(after.Restrictions)).Distinct()];
        foreach (var day in days)
        foreach (var time in times)
        {
            var (was, becomes) = (before.Restrictions.AllowUse(day, time), after.Restrictions.AllowUse(day, time));
            if (was && !becomes)
                return new(
                    $"{before.Name.En} can be used on {FormatDay(day).En} ({day.DayOfWeek}) at {time:HH:mm} today "
                        + "and could not",
                    isBetter
                );
            isBetter |= becomes && !was;
        }
        return new(null, isBetter);
    }

    /// <summary>A week, and the days around those on which a reward cannot be used.</summary>
    private static IEnumerable<DateOnly> ListDays(Restrictions before, Restrictions after, DateOnly today)
    {
        var windows = before.Blackout.Concat(after.Blackout).ToArray();
        DateOnly[] edges =
        [
            today,
            .. windows
                .SelectMany(it => (DateOnly?[])[it.From, it.From?.PlusDays(-1), it.To, it.To?.PlusDays(1)])
                .OfType<DateOnly>(),
        ];
        // Windows may have no end: then only days after all that is named show what remains.
        var last = edges.Max().PlusYears(1);
        var years = edges
            .Select(it => it.Year)
            .Concat(Enumerable.Range(today.Year, YearsMax))
            .Distinct()
            .Where(year => year >= today.Year)
            .ToArray();
        var yearly = windows
            .SelectMany(it => it.Yearly)
            .Distinct()
            .SelectMany(it => years.Select(year => it.FirstOnOrAfter(new(year, 1, 1))))
            .OfType<DateOnly>();
        // Each day with the week that follows it: a weekday may be usable outside these days only.
        return edges
            .Concat(yearly)
            .Append(last)
            .SelectMany(day => Enumerable.Range(0, WeekDays).Select(count => day.PlusDays(count)))
            .Where(day => day >= today);
    }

    private static IEnumerable<TimeOnly> ListTimes(Restrictions it) =>
        it.Admission is { } hours
            ? [hours.From, hours.From.AddMinutes(-1), hours.To, hours.To.AddMinutes(1), Noon]
            : [Noon, TimeOnly.MinValue, new(23, 59)];
}
