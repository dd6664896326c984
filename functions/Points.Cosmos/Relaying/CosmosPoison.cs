using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ports;

namespace Points.Cosmos.Relaying;

/// <summary>Poison in Cosmos DB: a partition of its own beside the accounts.</summary>
public sealed class CosmosPoison(CosmosClient client) : IPoison
{
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    public Task Record(Poisoned poisoned, CancellationToken ct) =>
        _settlement.CreateOnce(
            PoisonDocument.Partition,
            PoisonDocument.From(poisoned),
            DocumentJson.Default.PoisonDocument,
            ct
        );

    public async Task Remove(string memberId, string documentId, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, PoisonDocument.Partition);
        batch.Delete(Poisoned.IdOf(memberId, documentId));
        await batch.Send(ct);
    }

    public async Task<IReadOnlyList<Poisoned>> List(string? before, int limit, CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.sortKey < @before ORDER BY c.sortKey DESC"
        )
            .WithParameter("@type", PoisonDocument.TypeName)
            .WithParameter("@before", before ?? Querying.AfterAll);
        var documents = await _settlement.ReadUpTo(
            limit,
            query,
            PoisonDocument.Partition,
            DocumentJson.Default.PagePoisonDocument,
            ct
        );
        return [.. documents.Select(it => it.ToPoisoned())];
    }
}
