using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain;
using Points.Domain.Auditing;

namespace Points.Cosmos.Auditing;

/// <summary>
/// Reads the journal over all chains, by time. An index orders the items of each physical partition, and there are few,
/// so this asks less of the store than a query for each chain of each day.
/// </summary>
internal sealed class JournalQueries(CosmosClient client)
{
    private static readonly DocumentJson Json = DocumentJson.Default;

    private readonly Container _journal = client.GetContainer(CosmosContainers.Database, CosmosContainers.Journal);

    /// <param name="actor">The digest that stands for a person; null for everybody.</param>
    public async Task<JournalPage> Read(JournalSearch search, string? actor, int limit, CancellationToken ct)
    {
        var from = search.From is { } instant ? JournalItem.SortKeyAt(instant) : "";
        if (await FindNewest(from, search.Before, ct) is not { } newest)
            return new([], Next: null);
        var floor = Later(JournalItem.SortKeyAt(newest.At.PlusDays(-JournalSearch.DaysPerPage)), from);
        var found = await List(floor, search, actor, limit + 1, ct);
        var items = await Task.WhenAll(found.Take(limit).Select(it => WithSubject(it, ct)));
        return new(
            items,
            found.Count > limit ? found[limit - 1].SortKey
                : await FindNewest(from, floor, ct) is null ? null
                : floor
        );
    }

    private async Task<IReadOnlyList<JournalItemDocument>> List(
        string floor,
        JournalSearch search,
        string? actor,
        int limit,
        CancellationToken ct
    )
    {
        var conditions =
            (actor is null ? "" : " AND c.actor = @actor") + (search.Kind is null ? "" : " AND c.kind = @kind");
        var query = new QueryDefinition(
            $"SELECT * FROM c WHERE c.sortKey >= @floor AND c.sortKey < @before{conditions} ORDER BY c.sortKey DESC"
        )
            .WithParameter("@floor", floor)
            .WithParameter("@before", search.Before);
        if (actor is not null)
            query = query.WithParameter("@actor", actor);
        if (search.Kind is not null)
            query = query.WithParameter("@kind", search.Kind);
        return await _journal.ReadAll(query, limit, Json.QueryPageJournalItemDocument, ct).Take(limit).ToArrayAsync(ct);
    }

    /// <summary>Finds the newest item between two times, of any person and kind.</summary>
    private async Task<JournalItemDocument?> FindNewest(string from, string before, CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.sortKey >= @from AND c.sortKey < @before ORDER BY c.sortKey DESC"
        )
            .WithParameter("@from", from)
            .WithParameter("@before", before);
        return await _journal.ReadAll(query, 1, Json.QueryPageJournalItemDocument, ct).FirstOrDefaultAsync(ct);
    }

    private async Task<(JournalItem Item, string? Subject)> WithSubject(
        JournalItemDocument item,
        CancellationToken ct
    ) =>
        (
            item.ToItem(),
            (await _journal.Read(item.Chain, ActorDocument.IdOf(item.Id), Json.JournalActorDocument, ct))?.Value.Subject
        );

    private static string Later(string one, string other) => string.CompareOrdinal(one, other) > 0 ? one : other;
}
