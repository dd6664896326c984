using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ports;

namespace Points.Cosmos.Relaying;

/// <summary>Poison in Cosmos DB: a partition of its own beside the accounts.</summary>
public sealed class CosmosPoison(CosmosClient client) : IPoison
{
    private readonly Container _settlement = client.GetContainer(CosmosContainers.Database, CosmosContainers.Settlement);

    public async Task Record(Poisoned poisoned, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, PoisonDocument.Partition);
        batch.Create(PoisonDocument.From(poisoned), DocumentJson.Default.PoisonDocument);
        await batch.Send(ct);
    }

    public async Task<IReadOnlyList<Poisoned>> List(int limit, CancellationToken ct)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.sortKey DESC").WithParameter("@type", PoisonDocument.TypeName);
        var documents = await _settlement.ReadUpTo(limit, query, PoisonDocument.Partition, DocumentJson.Default.PagePoisonDocument, ct);
        return [.. documents.Select(it => it.Poisoned)];
    }
}
