using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ports;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>Disputes in Cosmos DB.</summary>
public sealed class CosmosDisputes(CosmosClient client) : IDisputes
{
    private const int DisputesPerPage = 100;
    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _settlement = client.GetContainer(CosmosContainers.Database, CosmosContainers.Settlement);

    public async Task<bool> Raise(Dispute dispute, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, DisputeDocument.PartitionOf(dispute.MerchantId));
        batch.Create(DisputeDocument.From(dispute), Json.DisputeDocument);
        return (await batch.Send(ct)).IsDone;
    }

    public async Task<(Dispute Dispute, string Version)?> Find(string merchantId, string disputeId, CancellationToken ct) =>
        await _settlement.Read(DisputeDocument.PartitionOf(merchantId), disputeId, Json.DisputeDocument, ct) is { } stored ? (stored.Value.ToDispute(), stored.ETag) : null;

    public async Task<bool> Put(Dispute dispute, string over, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, DisputeDocument.PartitionOf(dispute.MerchantId));
        batch.Replace(dispute.DisputeId, DisputeDocument.From(dispute), Json.DisputeDocument, over);
        return (await batch.Send(ct)).IsDone;
    }

    public async Task<IReadOnlyList<Dispute>> Of(string merchantId, int limit, CancellationToken ct)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.sortKey DESC").WithParameter("@type", DisputeDocument.TypeName);
        var documents = await _settlement.ReadUpTo(limit, query, DisputeDocument.PartitionOf(merchantId), Json.PageDisputeDocument, ct);
        return [.. documents.Select(document => document.ToDispute())];
    }

    public async IAsyncEnumerable<Dispute> OwingCorrections([EnumeratorCancellation] CancellationToken ct)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.owes = true ORDER BY c.sortKey").WithParameter("@type", DisputeDocument.TypeName);
        await foreach (var it in _settlement.ReadAll(query, DisputesPerPage, Json.PageDisputeDocument, ct)) yield return it.ToDispute();
    }
}
