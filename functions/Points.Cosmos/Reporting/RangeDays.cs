using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain;
using Points.Domain.Reporting;

namespace Points.Cosmos.Reporting;

/// <summary>
/// Adds to the days of a range. A change of a month that has a balance makes that balance and all later ones invalid:
/// the head says so, and <see cref="RangeClosing"/> calculates them again.
/// </summary>
internal static class RangeDays
{
    private static readonly DocumentJson Json = DocumentJson.Default;

    public static async Task Add(
        Container reports,
        AtomicBatch batch,
        ReportPart part,
        IEnumerable<(DateOnly Day, LedgerSums Sums)> sums,
        CancellationToken ct
    )
    {
        var days = await Task.WhenAll(
            sums.GroupBy(it => it.Day, it => it.Sums)
                .Select(async it =>
                    (
                        Day: it.Key,
                        Sums: it.Aggregate(LedgerSums.None, (sum, next) => sum.Plus(next)),
                        Stored: await reports.Read(
                            part.ToString(),
                            ReportSumsDocument.DayId(it.Key),
                            Json.ReportSumsDocument,
                            ct
                        )
                    )
                )
        );
        foreach (var (day, added, stored) in days)
            if (stored is null)
                batch.Create(ReportSumsDocument.OfDay(part.ToString(), day, added, null), Json.ReportSumsDocument);
            else
                batch.Replace(
                    stored.Value.Id,
                    ReportSumsDocument.OfDay(
                        part.ToString(),
                        day,
                        stored.Value.ToSums().Plus(added),
                        stored.Value.Closed
                    ),
                    Json.ReportSumsDocument,
                    stored.ETag,
                    stored.Unknown
                );
        var guarded = days.Where(it => it.Stored is null or { Value.Closed: true }).Select(it => it.Day).ToArray();
        if (guarded.Length > 0)
            await Reopen(reports, batch, part, PartKey.MonthOf(guarded.Min()), ct);
    }

    /// <summary>Replaces the head in the batch, so that no balance of the month is valid any longer.</summary>
    private static async Task Reopen(
        Container reports,
        AtomicBatch batch,
        ReportPart part,
        DateOnly month,
        CancellationToken ct
    )
    {
        var stored = await reports.Read(part.ToString(), ReportHeadDocument.SingletonId, Json.ReportHeadDocument, ct);
        var closed = stored?.Value.ClosedThrough;
        var before = ReportSumsDocument.MonthKey(month.PlusMonths(-1));
        var head = ReportHeadDocument.Of(part.ToString(), string.CompareOrdinal(closed, before) > 0 ? before : closed);
        if (stored is null)
            batch.Create(head, Json.ReportHeadDocument);
        else
            batch.Replace(head.Id, head, Json.ReportHeadDocument, stored.ETag, stored.Unknown);
    }
}
