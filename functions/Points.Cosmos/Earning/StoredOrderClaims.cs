using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain;
using Points.Domain.Reading;

namespace Points.Cosmos.Earning;

/// <summary>Reads and writes the documents of claims, each under its version.</summary>
internal sealed class StoredOrderClaims(CosmosClient client)
{
    private static readonly ItemRequestOptions NoContent = new() { EnableContentResponseOnWrite = false };

    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public Task<StoredDocument<OrderClaimDocument>?> Find(string id, CancellationToken ct) =>
        _lookups.Read(id, id, DocumentJson.Default.OrderClaimDocument, ct);

    /// <summary>Creates a claim in one plain request: every purchase does this.</summary>
    /// <returns>
    /// The version of the claim. Null if there is a claim, or if it is unknown whether this call made one.
    /// </returns>
    /// <exception cref="StoreBusyException">Throttled. Nothing was written.</exception>
    public async Task<string?> Create(OrderClaimDocument claim, CancellationToken ct)
    {
        try
        {
            using var response = await _lookups.CreateItemStreamAsync(ToStream(claim), new(claim.Id), NoContent, ct);
            if (response.StatusCode == HttpStatusCode.Conflict || CosmosErrors.IsOutcomeUnknown(response.StatusCode))
                return null;
            CosmosErrors.ThrowUnlessSuccess(response.StatusCode, response.ErrorMessage);
            return response.Headers.ETag;
        }
        catch (Exception fault) when (CosmosErrors.IsResponseLost(fault, ct))
        {
            return null;
        }
    }

    /// <returns>
    /// The new version. Null if the stored claim has changed, or if it is unknown whether this call changed it.
    /// </returns>
    /// <exception cref="StoreBusyException">Throttled. Nothing was written.</exception>
    public async Task<string?> Replace(
        StoredDocument<OrderClaimDocument> stored,
        OrderClaimDocument next,
        CancellationToken ct
    )
    {
        var body = ReadableJson.Serialize(next, DocumentJson.Default.OrderClaimDocument);
        if (stored.Unknown is { } unknown)
            body = unknown.AddTo(body, DocumentJson.Default.OrderClaimDocument);
        var options = new ItemRequestOptions { IfMatchEtag = stored.ETag, EnableContentResponseOnWrite = false };
        try
        {
            using var response = await _lookups.ReplaceItemStreamAsync(
                new MemoryStream(body.ToArray(), writable: false),
                next.Id,
                new(next.Id),
                options,
                ct
            );
            if (
                response.StatusCode is HttpStatusCode.PreconditionFailed
                || (response.StatusCode == HttpStatusCode.NotFound && CosmosErrors.IsDocumentMissing(response))
                || CosmosErrors.IsOutcomeUnknown(response.StatusCode)
            )
                return null;
            CosmosErrors.ThrowUnlessSuccess(response.StatusCode, response.ErrorMessage);
            return response.Headers.ETag;
        }
        catch (Exception fault) when (CosmosErrors.IsResponseLost(fault, ct))
        {
            return null;
        }
    }

    /// <summary>Deletes a claim if it still has this version.</summary>
    /// <exception cref="StoreBusyException">Throttled. Nothing was deleted.</exception>
    /// <exception cref="StoreUnavailableException">It is unknown whether it was deleted.</exception>
    public Task Delete(string id, string version, CancellationToken ct)
    {
        var batch = new AtomicBatch(_lookups, id);
        batch.Delete(id, version);
        return batch.Send(ct);
    }

    private static MemoryStream ToStream(OrderClaimDocument claim) =>
        new(ReadableJson.Serialize(claim, DocumentJson.Default.OrderClaimDocument).ToArray(), writable: false);
}
