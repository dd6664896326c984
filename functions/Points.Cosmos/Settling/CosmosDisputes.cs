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
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    public Task<bool> Raise(Dispute dispute, CancellationToken ct) =>
        _settlement.CreateOnce(
            DisputeDocument.PartitionOf(dispute.MerchantId),
            DisputeDocument.From(dispute),
            Json.DisputeDocument,
            ct
        );

    public async Task<(Dispute Dispute, string Version)?> Find(
        string merchantId,
        string disputeId,
        CancellationToken ct
    ) =>
        await _settlement.Read(DisputeDocument.PartitionOf(merchantId), disputeId, Json.DisputeDocument, ct)
            is { } stored
            ? (stored.Value.ToDispute(), stored.ETag)
            : null;

    public async Task<bool> Put(Dispute dispute, string over, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, DisputeDocument.PartitionOf(dispute.MerchantId));
        batch.Replace(dispute.DisputeId, DisputeDocument.From(dispute), Json.DisputeDocument, over);
        return (await batch.Send(ct)).IsDone;
    }

    public async Task<(string DisputeId, DateTimeOffset AnsweredAt)> FirstToCorrect(
        Dispute dispute,
        CancellationToken ct
    )
    {
        var own = CorrectionDocument.From(dispute);
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            if (await _settlement.Read(own.Account, own.Id, Json.CorrectionDocument, ct) is { Value: var first })
                return (first.DisputeId, first.AnsweredAt);
            await _settlement.CreateOnce(own.Account, own, Json.CorrectionDocument, ct);
        }
        throw Contention.Exhausted();
    }

    public async Task<IReadOnlyList<Dispute>> Of(string merchantId, string? before, int limit, CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.sortKey < @before ORDER BY c.sortKey DESC"
        )
            .WithParameter("@type", DisputeDocument.TypeName)
            .WithParameter("@before", before ?? Querying.AfterAll);
        var documents = await _settlement.ReadUpTo(
            limit,
            query,
            DisputeDocument.PartitionOf(merchantId),
            Json.PageDisputeDocument,
            ct
        );
        return [.. documents.Select(document => document.ToDispute())];
    }

    public async Task<IReadOnlyList<Dispute>> ShownIn(
        string merchantId,
        SettlementPeriod period,
        int limit,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.sortKey DESC").WithParameter(
            "@type",
            DisputeDocument.TypeName
        );
        var all = _settlement.ReadAll(
            query,
            DisputesPerPage,
            Json.PageDisputeDocument,
            ct,
            DisputeDocument.PartitionOf(merchantId)
        );
        return await all.Select(document => document.ToDispute())
            .Where(dispute => dispute.IsShownIn(period))
            .Take(limit)
            .ToArrayAsync(ct);
    }

    public async IAsyncEnumerable<Dispute> OwingCorrections([EnumeratorCancellation] CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.owes = true ORDER BY c.sortKey"
        ).WithParameter("@type", DisputeDocument.TypeName);
        await foreach (var it in _settlement.ReadAll(query, DisputesPerPage, Json.PageDisputeDocument, ct))
            yield return it.ToDispute();
    }
}
