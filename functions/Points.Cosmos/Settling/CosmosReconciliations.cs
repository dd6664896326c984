using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ports;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>Reconciliations in Cosmos DB.</summary>
public sealed class CosmosReconciliations(CosmosClient client) : IReconciliations
{
    private readonly Container _settlement = client.GetContainer(CosmosContainers.Database, CosmosContainers.Settlement);

    public async Task<Reconciliation?> Find(SettlementPeriod period, CancellationToken ct) =>
        (await _settlement.Read(PeriodDocument.PartitionOf(period), ReconciliationDocument.OnlyId, DocumentJson.Default.ReconciliationDocument, ct))?.Value.ToReconciliation();

    public async Task Put(Reconciliation reconciliation, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, PeriodDocument.PartitionOf(reconciliation.Period));
        batch.Upsert(ReconciliationDocument.From(reconciliation), DocumentJson.Default.ReconciliationDocument);
        await batch.Send(ct);
    }
}
