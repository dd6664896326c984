using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Azure.Cosmos;
using Points.Domain.Observing;

namespace Points.Cosmos.Observing;

/// <summary>
/// Records the request units of each request by operation and container, with names from OpenTelemetry's conventions
/// for Azure Cosmos DB. It is a handler in the SDK's pipeline, so it sees every request of the app.
/// </summary>
public sealed class RequestChargeMetrics : RequestHandler
{
    // Paths look like dbs/points/colls/wallets/docs/{id}.
    private const int ContainerIndex = 3,
        DocumentSegmentsMin = 5;

    private static readonly Histogram<double> Charge = Signals.Meter.CreateHistogram<double>(
        "azure.cosmosdb.client.operation.request_charge",
        "{request_unit}",
        "Request units of an operation."
    );

    public override Task<ResponseMessage> SendAsync(RequestMessage request, CancellationToken cancellationToken) =>
        Charge.Enabled ? SendMeasured(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<ResponseMessage> SendMeasured(RequestMessage request, CancellationToken ct)
    {
        var response = await base.SendAsync(request, ct);
        var path = request.RequestUri.OriginalString.Trim('/').Split('/');
        if (path.Length > ContainerIndex)
        {
            var tags = new TagList
            {
                { "db.system.name", "azure.cosmosdb" },
                { "db.operation.name", OperationOf(request, path.Length >= DocumentSegmentsMin) },
                { "db.collection.name", path[ContainerIndex] },
            };
            Charge.Record(response.Headers.RequestCharge, tags);
        }
        return response;
    }

    private static string OperationOf(RequestMessage request, bool isDocumentRequest) =>
        request.Method.Method switch
        {
            "PUT" => "replace_item",
            "PATCH" => "patch_item",
            "DELETE" => "delete_item",
            "GET" when request.Headers["A-IM"] is not null => "query_change_feed",
            "GET" when isDocumentRequest => "read_item",
            "POST" when request.Headers["x-ms-cosmos-is-batch-request"] is not null => "execute_batch",
            "POST" when request.Headers["x-ms-documentdb-isquery"] is not null => "query_items",
            "POST" when request.Headers["x-ms-documentdb-is-upsert"] is not null => "upsert_item",
            "POST" => "create_item",
            _ => "other",
        };
}
