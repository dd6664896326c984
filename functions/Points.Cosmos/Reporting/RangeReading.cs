using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain;
using Points.Domain.Reporting;

namespace Points.Cosmos.Reporting;

/// <summary>Reads the sums of a range: the last valid balance, and the days after it.</summary>
internal sealed class RangeReading(CosmosClient client)
{
    private const int DaysPerPage = 100;

    private static readonly DocumentJson Json = DocumentJson.Default;

    private readonly Container _reports = client.GetContainer(CosmosContainers.Database, CosmosContainers.Reports);

    /// <inheritdoc cref="IReportSums.Read"/>
    public async Task<DailySums> Read(ReportPart part, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (before, days) = (LedgerSums.None, new Dictionary<DateOnly, LedgerSums>());
        if (await _reports.Read($"{part}", ReportHeadDocument.SingletonId, Json.ReportHeadDocument, ct) is not { } head)
            return new(before, days);
        var since = "";
        if (await FindBalance(part, head.Value, PartKey.MonthOf(from).PlusMonths(-1), ct) is { } balance)
        {
            before = balance.ToSums();
            since = ReportSumsDocument.DayKey(ReportSumsDocument.ParseMonth(balance.SortKey).PlusMonths(1));
        }
        await foreach (var document in ReadDays(part, since, ReportSumsDocument.DayKey(to), ct))
            if (document.ToDay() < from)
                before = before.Plus(document.ToSums());
            else
                days[document.ToDay()] = document.ToSums();
        return new(before, days);
    }

    /// <summary>Finds the last valid balance of a month or of one before it.</summary>
    public async Task<ReportSumsDocument?> FindBalance(
        ReportPart part,
        ReportHeadDocument head,
        DateOnly month,
        CancellationToken ct
    )
    {
        if (head.ClosedThrough is not { } closed)
            return null;
        var last = month < ReportSumsDocument.ParseMonth(closed) ? month : ReportSumsDocument.ParseMonth(closed);
        var found = await _reports.ReadNewestFirst(
            1,
            ReportSumsDocument.BalanceType,
            ReportSumsDocument.MonthKey(last.PlusMonths(1)),
            $"{part}",
            Json.QueryPageReportSumsDocument,
            ct
        );
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Reads the days from one to another, oldest first.</summary>
    public IAsyncEnumerable<ReportSumsDocument> ReadDays(ReportPart part, string from, string to, CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.sortKey >= @from AND c.sortKey <= @to ORDER BY c.sortKey"
        )
            .WithParameter("@type", ReportSumsDocument.DayType)
            .WithParameter("@from", from)
            .WithParameter("@to", to);
        return _reports.ReadAll(query, DaysPerPage, Json.QueryPageReportSumsDocument, ct, $"{part}");
    }
}
