using System.Collections.Immutable;

namespace Points.Domain.Reporting;

/// <summary>
/// What became of a programme's outstanding points, day by day: what there was, what came, what went, what is left.
/// </summary>
/// <param name="Days">Every day of the report, oldest first.</param>
/// <param name="Total">All days together.</param>
public sealed record ActivityReport(string ProgrammeId, ImmutableArray<ActivityDay> Days, ActivityDay Total)
{
    /// <summary>In days.</summary>
    public const int DaysMax = 92;

    /// <param name="from">The first day, at most <see cref="DaysMax"/> days before the last.</param>
    public static ActivityReport Of(string programmeId, DailySums sums, DateOnly from, DateOnly to)
    {
        var (days, opening, all) = (ImmutableArray.CreateBuilder<ActivityDay>(), sums.Before, LedgerSums.None);
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var moved = sums.Days.GetValueOrDefault(day, LedgerSums.None);
            var closing = opening.Plus(moved);
            days.Add(new(day, opening.Total, moved, closing.Total));
            (opening, all) = (closing, all.Plus(moved));
        }
        return new(programmeId, days.ToImmutable(), new(to, sums.Before.Total, all, opening.Total));
    }
}

/// <summary>The movements of a day, or of several that end with it.</summary>
/// <param name="Opening">The outstanding points before.</param>
/// <param name="Closing">The outstanding points at the end of the day.</param>
public sealed record ActivityDay(DateOnly Day, OutstandingPart Opening, LedgerSums Moved, OutstandingPart Closing);
