using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Settling;

namespace Points.Domain.Reporting;

/// <summary>Reads the reports of programmes, from their daily sums alone.</summary>
public sealed class ReportReader(IReportSums sums, IReportProgress progress, IProgrammes programmes)
{
    /// <param name="from">The first day; <paramref name="to"/> is the last one.</param>
    /// <returns>Null if there is no such programme.</returns>
    public async Task<(ActivityReport Report, Completeness Completeness)?> ReadActivity(
        string programmeId,
        DateOnly from,
        DateOnly to,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await programmes.Find(programmeId, ct) is null)
            return null;
        var completeness = await FindCompleteness(programmeId, now, ct);
        return (ActivityReport.Of(programmeId, await sums.Read(programmeId, from, to, ct), from, to), completeness);
    }

    /// <returns>Null if there is no such programme.</returns>
    public async Task<(LiabilityReport Report, Completeness Completeness)?> ReadLiability(
        string programmeId,
        DateOnly on,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await programmes.Find(programmeId, ct) is not { } programme)
            return null;
        var completeness = await FindCompleteness(programmeId, now, ct);
        var read = await sums.Read(programmeId, on, on, ct);
        return (
            LiabilityReport.Of(
                programmeId,
                on,
                read.Days.Values.Aggregate(read.Before, (sum, day) => sum.Plus(day)),
                TermsAtEndOf(on, programme, now)?.Settlement
            ),
            completeness
        );
    }

    /// <summary>Today the price is that of now: the day may bring another one.</summary>
    private static ProgrammeTerms? TermsAtEndOf(DateOnly day, Programme programme, DateTimeOffset now)
    {
        var end = SettlementPeriod.StartOfDay(day.PlusDays(1)).AddTicks(-1);
        return programme.TermsAt(end < now ? end : now);
    }

    /// <summary>Before the sums are read: what it says must hold for them.</summary>
    private async Task<Completeness> FindCompleteness(string programmeId, DateTimeOffset now, CancellationToken ct) =>
        new((await progress.Read(now, ct)).CompleteUpTo, await sums.CountIncompleteWallets(programmeId, ct));
}
