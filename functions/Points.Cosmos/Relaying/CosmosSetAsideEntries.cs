using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Relaying;

namespace Points.Cosmos.Relaying;

/// <summary>Stores entries that were set aside in Cosmos DB, in one partition beside the accounts.</summary>
public sealed class CosmosSetAsideEntries(CosmosClient client) : ISetAsideEntries
{
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    public Task Add(SetAsideEntry entry, CancellationToken ct) =>
        _settlement.TryCreate(
            SetAsideDocument.Partition,
            SetAsideDocument.From(entry),
            DocumentJson.Default.SetAsideDocument,
            ct
        );

    public async Task Remove(string memberId, string documentId, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, SetAsideDocument.Partition);
        batch.Delete(SetAsideEntry.IdOf(memberId, documentId));
        await batch.Send(ct);
    }

    public async Task<IReadOnlyList<SetAsideEntry>> List(string? before, int limit, CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.sortKey < @before ORDER BY c.sortKey DESC"
        )
            .WithParameter("@type", SetAsideDocument.TypeName)
            .WithParameter("@before", before ?? ContainerQueries.SortKeyMax);
        var documents = await _settlement.ReadUpTo(
            limit,
            query,
            SetAsideDocument.Partition,
            DocumentJson.Default.QueryPageSetAsideDocument,
            ct
        );
        return [.. documents.Select(it => it.ToSetAsideEntry())];
    }
}
