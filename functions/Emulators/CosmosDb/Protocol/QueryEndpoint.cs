using System.Globalization;
using Emulators.CosmosDb.Queries;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Protocol;

/// <summary>Answers queries, and the requests for a plan that the SDK sends before them.</summary>
internal sealed class QueryEndpoint(DocumentStore store)
{
    /// <summary>
    /// A plan without steps: the SDK sends the unchanged query to every range, and joins the answers.
    /// </summary>
    private static readonly byte[] PassThrough = (
        """{"partitionedQueryExecutionInfoVersion":2,"queryInfo":{},"queryRanges":"""u8
        + """[{"min":"","max":"FF","isMinInclusive":true,"isMaxInclusive":false}]}"""u8
    ).ToArray();

    public static async Task<HttpResponseMessage> Plan(
        CosmosRequest call,
        StoredContainer container,
        CancellationToken cancellation
    )
    {
        var body = await call.Body(cancellation);
        var query = QueryParser.ParseRequest(body);
        return CosmosResponse.Create(
            200,
            container.RangeCount > 1 && query.OrderBy is not null
                ? CrossRangeOrder.Plan(query, QueryParser.ReadSql(body))
                : PassThrough
        );
    }

    public async Task<HttpResponseMessage> Answer(
        CosmosRequest call,
        StoredContainer container,
        CancellationToken cancellation
    )
    {
        var query = QueryParser.ParseRequest(await call.Body(cancellation));
        var key = call.PartitionKey;
        var range = key is { } named ? container.FindRange(named) : FindRange(call, container);
        var page = await store.Queries.Run(
            range,
            query,
            key,
            call.MaxItemCount ?? ResultPage.DocumentsDefault,
            call.Header(HeaderNames.Continuation)
        );
        var response = CosmosResponse
            .Create(200, CosmosResponse.Feed(container.ResourceId, page.Documents))
            .WithHeader(HeaderNames.ItemCount, page.Documents.Count)
            .WithRangeSequence(range, 0);
        return page.Continuation is { } more ? response.WithHeader(HeaderNames.Continuation, more) : response;
    }

    /// <summary>The physical range that a request names. Where a container has only one, no name is needed.</summary>
    /// <exception cref="RequestRefusedException">The request names no range of the container.</exception>
    public static PartitionRange FindRange(CosmosRequest call, StoredContainer container)
    {
        if (call.Header(HeaderNames.RangeId) is not { } text)
        {
            return container.RangeCount == 1
                ? container.OnlyRange
                : throw new RequestRefusedException(
                    400,
                    "The request names neither a partition key nor a physical range."
                );
        }
        // The SDK may write the container's resource id and a comma before the range's id.
        var id = text[(text.LastIndexOf(',') + 1)..];
        return
            int.TryParse(id, CultureInfo.InvariantCulture, out var number)
            && number >= 0
            && number < container.RangeCount
            ? container.Ranges[number]
            : throw new RequestRefusedException(410, $"There is no physical range '{text}'.", 1002);
    }
}
