using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;
using Emulators.CosmosDb.Writes;

namespace Emulators.CosmosDb.Protocol;

/// <summary>Answers transactional batches.</summary>
internal sealed class BatchEndpoint(DocumentStore store)
{
    /// <summary>The limit of Cosmos on the operations of a batch.</summary>
    private const int OperationsMax = 100;

    /// <summary>The limit of Cosmos on the size of a batch.</summary>
    private const int BytesMax = 2 * 1024 * 1024;

    public async Task<HttpResponseMessage> Answer(
        CosmosRequest call,
        StoredContainer container,
        CancellationToken cancellation
    )
    {
        var key = call.RequirePartitionKey();
        var body = await call.Body(cancellation);
        if (body.Length > BytesMax)
            throw new RequestRefusedException(413, $"The batch is larger than {BytesMax} bytes.");
        var isJson = JsonBatch.IsJson(body.Span);
        var requested = isJson ? JsonBatch.Read(body) : BatchRequestReader.Read(body);
        if (requested.Count is 0 or > OperationsMax)
            throw new RequestRefusedException(
                400,
                $"A batch has 1 to {OperationsMax} operations; this one has {requested.Count}."
            );
        var range = container.FindRange(key);
        var (operations, refused) = Parse(requested, container, key);
        if (refused is not null)
            return CosmosResponse.Create(207, Write(refused)).WithRangeSequence(range, 0);
        var work = await store.Write(new DocumentWork(range, key, operations));
        return CosmosResponse
            .Create(work.FailedIndex is null ? 200 : 207, Write(work.Results))
            .WithRangeSequence(range, work.LastSequenceNumber);

        byte[] Write(OperationResult[] results) =>
            isJson ? JsonBatch.Write(results) : BatchResponseWriter.Write(results);
    }

    /// <returns>
    /// The operations; or, when one of them is wrong whatever the store contains, the results of the batch.
    /// </returns>
    private static (DocumentOperation[] Operations, OperationResult[]? Refused) Parse(
        List<BatchOperation> requested,
        StoredContainer container,
        in Scalar key
    )
    {
        var operations = new DocumentOperation[requested.Count];
        for (var i = 0; i < operations.Length; i++)
        {
            var sent = requested[i];
            try
            {
                operations[i] = OperationParser.Parse(sent.Kind, sent.Id, sent.Body, container, key) with
                {
                    IfMatch = sent.IfMatch,
                    IfNoneMatch = sent.IfNoneMatch,
                    ReturnsBody = !sent.PrefersNoBody,
                };
            }
            catch (RequestRefusedException refused)
            {
                var results = new OperationResult[operations.Length];
                Array.Fill(results, new OperationResult(OperationResult.FailedDependency));
                results[i] = new OperationResult(
                    refused.Status,
                    SubStatus: refused.SubStatus,
                    Message: refused.Message
                );
                return ([], results);
            }
        }
        return (operations, null);
    }
}
