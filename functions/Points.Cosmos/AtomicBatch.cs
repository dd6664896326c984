using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Cosmos;
using Points.Domain.Ports;

namespace Points.Cosmos;

/// <summary>Writes to one partition that happen together or not at all. It can be sent again, byte for byte, when no answer came.</summary>
internal sealed class AtomicBatch(Container container, string partition)
{
    /// <summary>Cosmos DB takes no more operations in one batch.</summary>
    public const int OperationsMax = 100;

    private const int SendsMax = 4;
    private static readonly TimeSpan ResendDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TransactionalBatchItemRequestOptions NoContent = new() { EnableContentResponseOnWrite = false };

    private readonly List<Action<TransactionalBatch>> _operations = [];

    /// <summary>What happens next goes to this position.</summary>
    public int Count => _operations.Count;

    public void Create<T>(T document, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(document, type);
        _operations.Add(batch => batch.CreateItemStream(new MemoryStream(body), NoContent));
    }

    public void Replace<T>(string id, T document, JsonTypeInfo<T> type, string etag)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(document, type);
        var options = new TransactionalBatchItemRequestOptions { EnableContentResponseOnWrite = false, IfMatchEtag = etag };
        _operations.Add(batch => batch.ReplaceItemStream(id, new MemoryStream(body), options));
    }

    public void Upsert<T>(T document, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(document, type);
        _operations.Add(batch => batch.UpsertItemStream(new MemoryStream(body), NoContent));
    }

    public void Delete(string id) => _operations.Add(batch => batch.DeleteItem(id, NoContent));

    /// <summary>
    /// Sends the batch, again if no answer comes. After a lost answer a duplicate (409) on a document that only this
    /// batch creates means that it had been written: the caller, who knows such documents, looks.
    /// </summary>
    /// <exception cref="StoreBusyException">Throttled beyond patience; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came, however often it was sent.</exception>
    public async Task<BatchAnswer> Send(CancellationToken ct)
    {
        for (var send = 1; ; send++)
        {
            try
            {
                using var response = await Build().ExecuteAsync(ct);
                if (response.IsSuccessStatusCode) return BatchAnswer.Done;
                if (!StoreFaults.IsUnknown(response.StatusCode)) return Failure(response, resent: send > 1);
                if (send == SendsMax) throw new StoreUnavailableException($"the store answered {(int)response.StatusCode}: {response.ErrorMessage}");
            }
            catch (Exception fault) when (StoreFaults.IsLostAnswer(fault, ct))
            {
                if (send == SendsMax) throw new StoreUnavailableException("the store did not answer", fault);
            }
            await Task.Delay(ResendDelay * send, ct);
        }
    }

    private TransactionalBatch Build()
    {
        var batch = container.CreateTransactionalBatch(new(partition));
        foreach (var add in _operations) add(batch);
        return batch;
    }

    private static BatchAnswer Failure(TransactionalBatchResponse response, bool resent)
    {
        for (var position = 0; position < response.Count; position++)
            if (response[position].StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
                return new(position, response[position].StatusCode, resent);
        StoreFaults.ThrowUnlessSuccess(response.StatusCode, response.ErrorMessage);
        throw new InvalidOperationException("a batch failed without a failed operation");
    }
}

/// <summary>How a batch ended: done, or the position of the operation that failed it and why (409, 412 or 404).</summary>
/// <param name="Resent">Whether an earlier answer was lost, so that the failure may be owed to the batch itself.</param>
internal readonly record struct BatchAnswer(int FailedAt, HttpStatusCode Status, bool Resent)
{
    public static readonly BatchAnswer Done = new(-1, HttpStatusCode.OK, Resent: false);

    public bool IsDone => FailedAt < 0;
}
