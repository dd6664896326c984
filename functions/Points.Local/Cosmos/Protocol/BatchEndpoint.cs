using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;
using Points.Local.Cosmos.Writes;

namespace Points.Local.Cosmos.Protocol;

/// <summary>Answers transactional batches.</summary>
internal sealed class BatchEndpoint(DocumentStore store)
{
    /// <summary>Cosmos's bound on the operations of a batch.</summary>
    private const int OperationsMax = 100;

    /// <summary>Cosmos's bound on the size of a batch, in bytes.</summary>
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
        var lines = BatchRequestReader.Read(body);
        if (lines.Count is 0 or > OperationsMax)
            throw new RequestRefusedException(
                400,
                $"A batch has 1 to {OperationsMax} operations; this one has {lines.Count}."
            );
        var range = container.FindRange(key);
        var (operations, refused) = Parse(lines, container, key);
        if (refused is not null)
            return BatchResult(207, refused, range, 0);
        var work = await store.Write(new DocumentWork(range, key, operations));
        var last = work.Results[^1].SequenceNumber;
        return BatchResult(work.FailedIndex is null ? 200 : 207, work.Results, range, last);
    }

    /// <summary>Operations, or the results of a batch of which one cannot be carried out whatever the store holds.</summary>
    private static (DocumentOperation[] Operations, OperationResult[]? Refused) Parse(
        List<BatchOperation> lines,
        StoredContainer container,
        in Scalar key
    )
    {
        var operations = new DocumentOperation[lines.Count];
        for (var i = 0; i < operations.Length; i++)
        {
            var line = lines[i];
            try
            {
                operations[i] = OperationParser.Parse(line.Kind, line.Id, line.Body, container, key) with
                {
                    IfMatch = line.IfMatch,
                    IfNoneMatch = line.IfNoneMatch,
                    ReturnsBody = !line.PrefersNoBody,
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

    private static HttpResponseMessage BatchResult(
        int status,
        OperationResult[] results,
        PartitionRange range,
        long sequence
    ) => CosmosResponse.Create(status, BatchResponseWriter.Write(results)).WithRangeSequence(range, sequence);
}
