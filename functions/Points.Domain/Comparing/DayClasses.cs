using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>
/// The instants at which something can begin or cease to hold, and some on which nothing is special. All of them are
/// found from the day of the comparison and from what the terms name, whatever the year.
/// </summary>
/// <param name="now">The instant of the comparison. It is one of the instants.</param>
/// <param name="since">What was before does not count; null if everything counts.</param>
/// <param name="instants">Other instants that matter, such as the start of a sale.</param>
internal sealed class DayClasses(
    ProgrammeTerms terms,
    DateTimeOffset now,
    DateTimeOffset? since,
    ImmutableArray<DateTimeOffset> instants
)
{
    /// <summary>How many years to look at for days of every year: a leap year is among any eight.</summary>
    private const int YearsMax = 8;

    /// <summary>Days after everything that is named: it is on sale then, and the windows are over.</summary>
    private const int DaysAfterAll = 400,
        DaysAfterThat = 31;

    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>Whether they matter whatever the conditions.</summary>
    public bool MatterToAll => !instants.IsEmpty;

    /// <summary>The plainest first.</summary>
    public IEnumerable<DateTimeOffset> List(IEnumerable<Condition> conditions)
    {
        var windows = conditions.Select(it => it.Window).Where(it => !it.IsAlways).ToArray();
        var today = terms.BusinessDateOf(now);
        DateOnly[] edges =
        [
            today,
            .. windows.SelectMany(it => (DateOnly?[])[it.From, it.To]).OfType<DateOnly>(),
            .. instants.Select(terms.BusinessDateOf),
        ];
        var after = edges.Max().PlusDays(DaysAfterAll);
        DateOnly[] plain = [after, after.PlusDays(DaysAfterThat)];
        var days = plain
            .OrderBy(day => windows.Count(window => window.Contains(day)))
            .Concat(
                windows
                    .SelectMany(it => (DateOnly?[])[it.From, it.From?.PlusDays(-1), it.To, it.To?.PlusDays(1)])
                    .OfType<DateOnly>()
            )
            .Concat(ListYearly(windows, edges.Concat(plain), today));
        return days.Distinct()
            .Select(day => terms.InstantOf(day, Noon))
            .Append(now)
            .Concat(instants.SelectMany(it => (DateTimeOffset[])[it, it.Plus(-TimeSpan.FromMinutes(1))]))
            .Where(it => !(it < since));
    }

    /// <summary>Two instants are the same if they are in the same windows, and after the same instants.</summary>
    public string TellApart(IReadOnlyList<Condition> conditions, DateTimeOffset instant)
    {
        var day = terms.BusinessDateOf(instant);
        return string.Concat(
            conditions
                .Where(it => !it.Window.IsAlways)
                .Select(it => it.Window.Contains(day) ? '1' : '0')
                .Concat(instants.Select(it => instant < it ? '0' : '1'))
        );
    }

    private static IEnumerable<DateOnly> ListYearly(
        IEnumerable<DateWindow> windows,
        IEnumerable<DateOnly> around,
        DateOnly today
    )
    {
        int[] years =
        [
            .. around
                .Select(it => it.Year)
                .Concat(Enumerable.Range(today.Year, YearsMax / 2))
                .Distinct()
                .OrderBy(year => Math.Abs(year - today.Year))
                .Take(YearsMax),
        ];
        return windows
            .SelectMany(it => it.Yearly)
            .Distinct()
            .SelectMany(yearly => years.Select(year => yearly.FirstOnOrAfter(new(year, 1, 1))))
            .OfType<DateOnly>()
            .SelectMany(on => (DateOnly[])[on, on.PlusDays(1)]);
    }
}
