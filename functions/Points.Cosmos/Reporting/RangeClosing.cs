using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain;
using Points.Domain.Reporting;

namespace Points.Cosmos.Reporting;

/// <summary>Adds up the months of a range: the balance of a month is that of the month before, and its days.</summary>
internal sealed class RangeClosing(CosmosClient client, RangeReading reading)
{
    /// <summary>
    /// For how many months after their last day a balance says what became of points: longer than a report looks back.
    /// </summary>
    private const int MonthsKept = LiabilityReport.MonthsOfHistory + 1;

    private static readonly DocumentJson Json = DocumentJson.Default;

    private readonly Container _reports = client.GetContainer(CosmosContainers.Database, CosmosContainers.Reports);

    /// <summary>Closes each month with entries that ended before a day.</summary>
    /// <returns>How many were closed.</returns>
    public async Task<int> Close(ReportPart part, DateOnly before, CancellationToken ct)
    {
        var (closed, conflicts) = (0, 0);
        while (conflicts < ConflictRetry.AttemptsMax)
        {
            var head = await _reports.Read($"{part}", ReportHeadDocument.SingletonId, Json.ReportHeadDocument, ct);
            if (head is null || await FindMonthToClose(part, head.Value, before, ct) is not { } month)
                return closed;
            if (await TryClose(part, head, month, ct))
                closed++;
            else
                await ConflictRetry.Delay(conflicts++, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>Finds the first month with entries that has no valid balance.</summary>
    private async Task<DateOnly?> FindMonthToClose(
        ReportPart part,
        ReportHeadDocument head,
        DateOnly before,
        CancellationToken ct
    )
    {
        var from = head.ClosedThrough is { } closed
            ? ReportSumsDocument.ParseMonth(closed).PlusMonths(1)
            : DateOnly.MinValue;
        var to = PartKey.MonthOf(before).PlusDays(-1);
        if (from > to)
            return null;
        await foreach (
            var day in reading.ReadDays(part, ReportSumsDocument.DayKey(from), ReportSumsDocument.DayKey(to), ct)
        )
            return PartKey.MonthOf(day.ToDay());
        return null;
    }

    private async Task<bool> TryClose(
        ReportPart part,
        StoredDocument<ReportHeadDocument> head,
        DateOnly month,
        CancellationToken ct
    )
    {
        var balance =
            (await reading.FindBalance(part, head.Value, month.PlusMonths(-1), ct))?.ToSums() ?? LedgerSums.None;
        var batch = new AtomicBatch(_reports, $"{part}");
        batch.Replace(
            head.Value.Id,
            ReportHeadDocument.Of($"{part}", ReportSumsDocument.MonthKey(month)),
            Json.ReportHeadDocument,
            head.ETag,
            head.Unknown
        );
        for (var day = month; day < month.PlusMonths(1); day = day.AddDays(1))
        {
            if (
                await _reports.Read($"{part}", ReportSumsDocument.DayId(day), Json.ReportSumsDocument, ct)
                is not { } stored
            )
                continue;
            balance = balance.Plus(stored.Value.ToSums());
            if (stored.Value.Closed != true)
                batch.Replace(
                    stored.Value.Id,
                    stored.Value with
                    {
                        Closed = true,
                    },
                    Json.ReportSumsDocument,
                    stored.ETag,
                    stored.Unknown
                );
        }
        var document = ReportSumsDocument.OfBalance($"{part}", month, balance.ToBalance(month.PlusMonths(-MonthsKept)));
        batch.Upsert(document, Json.ReportSumsDocument, unknown: null);
        return (await batch.Send(ct)).IsSuccess;
    }
}
