using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>Reconciliations in Cosmos DB.</summary>
public sealed class CosmosReconciliations(CosmosClient client) : IReconciliations
{
    private const char Separator = ' ';
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    public async Task<(Reconciliation Reconciliation, string Version)?> Find(
        SettlementPeriod period,
        CancellationToken ct
    ) => await ReadStored(period, ct) is { } stored ? (stored.Value.ToReconciliation(), VersionOf(stored)) : null;

    public async Task Restart(SettlementPeriod period, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, PeriodDocument.PartitionOf(period));
        batch.Upsert(ReconciliationDocument.From(new(period), NewRun()), DocumentJson.Default.ReconciliationDocument);
        await batch.Send(ct);
    }

    public async Task<string?> TrySave(Reconciliation reconciliation, string? expectedVersion, CancellationToken ct)
    {
        var (run, etag) = expectedVersion?.Split(Separator) is [var known, var version]
            ? (known, version)
            : (NewRun(), null);
        var (document, batch) = (
            ReconciliationDocument.From(reconciliation, run),
            new AtomicBatch(_settlement, PeriodDocument.PartitionOf(reconciliation.Period))
        );
        if (etag is null)
            batch.Create(document, DocumentJson.Default.ReconciliationDocument);
        else
            batch.Replace(document.Id, document, DocumentJson.Default.ReconciliationDocument, etag);
        if (!(await batch.Send(ct)).IsSuccess)
            return null;
        // A batch does not tell the version it made: what is there by now may be another run's.
        return await ReadStored(reconciliation.Period, ct) is { } stored && stored.Value.Run == run
            ? VersionOf(stored)
            : null;
    }

    private static string NewRun() => Guid.NewGuid().ToString("N");

    private static string VersionOf(StoredDocument<ReconciliationDocument> stored) =>
        stored.Value.Run + Separator + stored.ETag;

    private Task<StoredDocument<ReconciliationDocument>?> ReadStored(SettlementPeriod period, CancellationToken ct) =>
        _settlement.Read(
            PeriodDocument.PartitionOf(period),
            ReconciliationDocument.SingletonId,
            DocumentJson.Default.ReconciliationDocument,
            ct
        );
}
