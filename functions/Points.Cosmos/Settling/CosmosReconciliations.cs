using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ports;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>Reconciliations in Cosmos DB.</summary>
public sealed class CosmosReconciliations(CosmosClient client) : IReconciliations
{
    private readonly Container _settlement = client.GetContainer(CosmosContainers.Database, CosmosContainers.Settlement);

    public async Task<(Reconciliation Reconciliation, string Version)?> Find(SettlementPeriod period, CancellationToken ct) =>
        await Stored(period, ct) is { } stored ? (stored.Value.ToReconciliation(), stored.ETag) : null;

    public async Task<string?> Put(Reconciliation reconciliation, string? over, CancellationToken ct)
    {
        var (document, batch) = (ReconciliationDocument.From(reconciliation), new AtomicBatch(_settlement, PeriodDocument.PartitionOf(reconciliation.Period)));
        if (over is null) batch.Upsert(document, DocumentJson.Default.ReconciliationDocument);
        else batch.Replace(document.Id, document, DocumentJson.Default.ReconciliationDocument, over);
        if (!(await batch.Send(ct)).IsDone) return null;
        return (await Stored(reconciliation.Period, ct))?.ETag;
    }

    private Task<StoredDocument<ReconciliationDocument>?> Stored(SettlementPeriod period, CancellationToken ct) =>
        _settlement.Read(PeriodDocument.PartitionOf(period), ReconciliationDocument.OnlyId, DocumentJson.Default.ReconciliationDocument, ct);
}
