using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Actors;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>Stores disputes in Cosmos DB, each in a partition of its merchant.</summary>
public sealed class CosmosDisputes(CosmosClient client) : IDisputes
{
    private const int DisputesPerPage = 100;

    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    public Task<bool> TryAdd(Dispute dispute, Act act, CancellationToken ct) =>
        _settlement.TryCreate(
            DisputeDocument.PartitionOf(dispute.MerchantId),
            DisputeDocument.From(dispute),
            Json.DisputeDocument,
            ct,
            act
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

    public Task<bool> TryReplace(Dispute dispute, string expectedVersion, Act? act, CancellationToken ct) =>
        _settlement.TryReplace(
            DisputeDocument.PartitionOf(dispute.MerchantId),
            dispute.DisputeId,
            expectedVersion,
            DisputeDocument.From(dispute),
            Json.DisputeDocument,
            ct,
            act
        );

    public async Task<(FlowCorrection Correction, string Version)> ClaimCorrection(
        Dispute dispute,
        CancellationToken ct
    )
    {
        var flow = dispute.Line.Flow;
        var own = CorrectionDocument.From(flow, new(dispute.DisputeId, dispute.AnsweredAt!.Value));
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await FindCorrection(flow, ct) is { } first)
                return first;
            await _settlement.TryCreate(own.Account, own, Json.CorrectionDocument, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    public async Task<(FlowCorrection Correction, string Version)?> FindCorrection(
        PointsFlow flow,
        CancellationToken ct
    )
    {
        var (partition, id) = (CorrectionDocument.PartitionOf(flow), CorrectionDocument.IdOf(flow));
        return await _settlement.Read(partition, id, Json.CorrectionDocument, ct) is { } stored
            ? (stored.Value.ToCorrection(), stored.ETag)
            : null;
    }

    public Task<bool> TryReplaceCorrection(
        PointsFlow flow,
        FlowCorrection correction,
        string expectedVersion,
        CancellationToken ct
    ) =>
        _settlement.TryReplace(
            CorrectionDocument.PartitionOf(flow),
            CorrectionDocument.IdOf(flow),
            expectedVersion,
            CorrectionDocument.From(flow, correction),
            Json.CorrectionDocument,
            ct
        );

    public async Task<IReadOnlyList<Dispute>> List(string merchantId, string? before, int limit, CancellationToken ct)
    {
        var documents = await _settlement.ReadNewestFirst(
            limit,
            DisputeDocument.TypeName,
            before,
            DisputeDocument.PartitionOf(merchantId),
            Json.QueryPageDisputeDocument,
            ct
        );
        return [.. documents.Select(document => document.ToDispute())];
    }

    public async Task<IReadOnlyList<Dispute>> ListForStatement(
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
            Json.QueryPageDisputeDocument,
            ct,
            DisputeDocument.PartitionOf(merchantId)
        );
        return await all.Select(document => document.ToDispute())
            .Where(dispute => dispute.IsShownOn(period))
            .Take(limit)
            .ToArrayAsync(ct);
    }

    public async IAsyncEnumerable<Dispute> FindPendingCorrections([EnumeratorCancellation] CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.owes = true ORDER BY c.sortKey"
        ).WithParameter("@type", DisputeDocument.TypeName);
        await foreach (var it in _settlement.ReadAll(query, DisputesPerPage, Json.QueryPageDisputeDocument, ct))
            yield return it.ToDispute();
    }
}
