using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;

namespace Points.Cosmos.Intake;

/// <summary>
/// Lists the outcomes of each merchant's messages by time, a month in a partition of its own. Outcomes from before
/// there was a list are not in it.
/// </summary>
public sealed class CosmosListedEvents(CosmosClient client, DeploymentKey key, CosmosEventOutcomes outcomes)
{
    /// <summary>How many months one page looks through for events of one outcome.</summary>
    private const int MonthsPerPageMax = 12;

    private static readonly DocumentJson Json = DocumentJson.Default;

    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    /// <summary>The newest month of each merchant that this instance has written.</summary>
    private readonly ConcurrentDictionary<string, string> _months = new(StringComparer.Ordinal);

    /// <summary>Lists an outcome that is stored. Repeating it changes nothing.</summary>
    /// <exception cref="StoreBusyException">The store throttles; repeating the call is safe.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; repeating the call is safe.</exception>
    public async Task Add(EventOutcome outcome, CancellationToken ct)
    {
        var digest = await key.Protect(EventOutcomeDocument.DigestOf(outcome.MerchantId, outcome.MessageId), ct);
        var document = ListedEventDocument.From(outcome, digest);
        var month = ListedEventDocument.MonthOf(document.SortKey);
        if (_months.GetValueOrDefault(outcome.MerchantId) != month)
        {
            // The month comes first: an event of a month that is not listed would not be found.
            var listed = EventMonthDocument.Of(outcome.MerchantId, month);
            await _settlement.TryCreate(listed.Account, listed, Json.EventMonthDocument, ct);
            _months[outcome.MerchantId] = month;
        }
        await _settlement.TryCreate(document.Account, document, Json.ListedEventDocument, ct);
    }

    /// <summary>Lists outcomes, newest first. A page may be short, or empty, although older outcomes follow.</summary>
    /// <param name="isAccepted">Only those that were booked, or only those that were refused; null for all.</param>
    /// <param name="from">Only those decided at this instant or later; null for all.</param>
    /// <param name="before">Only those before this key of an earlier page; null for all.</param>
    /// <returns>The outcomes, and the key of the next page; null if nothing follows.</returns>
    public async Task<(IReadOnlyList<EventOutcome> Items, string? Next)> List(
        string merchantId,
        bool? isAccepted,
        DateTimeOffset? from,
        string? before,
        int limit,
        CancellationToken ct
    )
    {
        var (floor, end) = (
            from is { } instant ? ListedEventDocument.SortKeyAt(instant) : "",
            before ?? ContainerQueries.SortKeyMax
        );
        var months = await ListMonths(merchantId, floor, end, ct);
        var found = new List<ListedEventDocument>();
        foreach (var month in months.Take(MonthsPerPageMax).TakeWhile(_ => found.Count <= limit))
            found.AddRange(await Read(merchantId, month, isAccepted, floor, end, limit + 1 - found.Count, ct));
        var shown = await Task.WhenAll(found.Take(limit).Select(it => Find(merchantId, it, ct)));
        return (
            [.. shown.OfType<EventOutcome>()],
            found.Count > limit ? found[limit - 1].SortKey
            // Sorts before every event of the last month that was read, and after those of the month before it.
            : months.Count > MonthsPerPageMax ? months[MonthsPerPageMax - 1]
            : null
        );
    }

    /// <summary>The key before which all events are that were decided before an instant.</summary>
    public static string KeyAt(DateTimeOffset instant) => ListedEventDocument.SortKeyAt(instant);

    /// <summary>
    /// Lists the newest months that have events between two keys, and one more than a page looks through.
    /// </summary>
    private async Task<IReadOnlyList<string>> ListMonths(
        string merchantId,
        string floor,
        string end,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.sortKey >= @floor AND c.sortKey < @end ORDER BY c.sortKey DESC"
        )
            .WithParameter("@type", EventMonthDocument.TypeName)
            .WithParameter("@floor", floor.Length == 0 ? floor : ListedEventDocument.MonthOf(floor))
            .WithParameter("@end", end);
        var documents = await _settlement.ReadUpTo(
            MonthsPerPageMax + 1,
            query,
            EventMonthDocument.PartitionOf(merchantId),
            Json.QueryPageEventMonthDocument,
            ct
        );
        return [.. documents.Select(it => it.SortKey)];
    }

    private async Task<IReadOnlyList<ListedEventDocument>> Read(
        string merchantId,
        string month,
        bool? isAccepted,
        string floor,
        string end,
        int limit,
        CancellationToken ct
    )
    {
        var condition = isAccepted is null ? "" : " AND c.outcome = @outcome";
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.sortKey >= @floor AND c.sortKey < @end"
                + $"{condition} ORDER BY c.sortKey DESC"
        )
            .WithParameter("@type", ListedEventDocument.TypeName)
            .WithParameter("@floor", floor)
            .WithParameter("@end", end);
        if (isAccepted is { } accepted)
            query = query.WithParameter("@outcome", accepted ? EventOutcome.Accepted : EventOutcome.Refused);
        return await _settlement.ReadUpTo(
            limit,
            query,
            ListedEventDocument.PartitionOf(merchantId, month),
            Json.QueryPageListedEventDocument,
            ct
        );
    }

    /// <returns>Null if the outcome was replaced since: then a later item lists it.</returns>
    private async Task<EventOutcome?> Find(string merchantId, ListedEventDocument it, CancellationToken ct) =>
        await outcomes.Find(merchantId, it.MessageId, ct) is { } outcome && outcome.ReceivedAt == it.ReceivedAt
            ? outcome
            : null;
}
