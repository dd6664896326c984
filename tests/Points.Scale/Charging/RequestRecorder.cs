using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos;

namespace Points.Scale.Charging;

/// <summary>
/// Stands between the SDK and the store, and charges each request for the documents that it reads or writes. A write is
/// charged by what it changes in its partition, so batches need not be taken apart.
/// </summary>
/// <param name="observer">A client of the same store that is not recorded.</param>
internal sealed class RequestRecorder(HttpMessageHandler store, CosmosClient observer, IndexedPaths indexes)
    : DelegatingHandler(store)
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly ConcurrentQueue<ChargeLine> _lines = [];

    /// <summary>Returns what was recorded since the last call.</summary>
    public IReadOnlyList<ChargeLine> Take()
    {
        var taken = _lines.ToArray();
        _lines.Clear();
        return taken;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (ContainerOf(request.RequestUri!) is not { } container || IsAboutPlan(request))
            return await base.SendAsync(request, cancellationToken);
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return IsQuery(request) ? await ChargeQuery(request, container, cancellationToken)
                : request.Method == HttpMethod.Get ? await ChargeRead(request, container, cancellationToken)
                : await ChargeWrite(request, container, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<HttpResponseMessage> ChargeRead(
        HttpRequestMessage request,
        string container,
        CancellationToken ct
    )
    {
        var response = await base.SendAsync(request, ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
            Add(container, "read", "", 0, 0, RequestUnits.Read(0));
        else if (response.IsSuccessStatusCode)
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct));
            var bytes = SizeOf(document.RootElement);
            Add(container, "read", TypeOf(document.RootElement), bytes, 0, RequestUnits.Read(bytes));
        }
        return response;
    }

    private async Task<HttpResponseMessage> ChargeQuery(
        HttpRequestMessage request,
        string container,
        CancellationToken ct
    )
    {
        var response = await base.SendAsync(request, ct);
        using var page = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct));
        Add(container, "query", "", 0, 0, RequestUnits.QueryPage);
        foreach (var document in page.RootElement.GetProperty("Documents").EnumerateArray())
            if (document.ValueKind == JsonValueKind.Object)
                Add(container, "query", TypeOf(document), SizeOf(document), 0, RequestUnits.Read(SizeOf(document)));
        return response;
    }

    private async Task<HttpResponseMessage> ChargeWrite(
        HttpRequestMessage request,
        string container,
        CancellationToken ct
    )
    {
        var partition = PartitionOf(request);
        var before = await ReadPartition(container, partition, ct);
        var response = await base.SendAsync(request, ct);
        var after = await ReadPartition(container, partition, ct);
        foreach (var (id, now) in after)
            if (!before.TryGetValue(id, out var old))
                AddWritten(container, "create", now, TermCount(container, now), RequestUnits.Create);
            else if (now.GetProperty("_etag").GetString() != old.GetProperty("_etag").GetString())
                AddWritten(
                    container,
                    "replace",
                    now,
                    ChangedTermCount(container, old, now),
                    (bytes, terms) => RequestUnits.Replace(SizeOf(old), bytes, terms)
                );
        foreach (var (id, old) in before)
            if (!after.ContainsKey(id))
                Add(
                    container,
                    "delete",
                    TypeOf(old),
                    SizeOf(old),
                    TermCount(container, old),
                    RequestUnits.Delete(SizeOf(old), TermCount(container, old))
                );
        return response;
    }

    private void AddWritten(
        string container,
        string action,
        JsonElement document,
        int terms,
        Func<long, int, double> charge
    )
    {
        var bytes = SizeOf(document);
        Add(container, action, TypeOf(document), bytes, terms, charge(bytes, terms));
        // The relay reads all changes of this container, whatever they are.
        if (container == CosmosContainers.Wallets)
            Add(container, "feed", TypeOf(document), bytes, 0, RequestUnits.Feed(bytes));
    }

    private void Add(string container, string action, string type, long bytes, int terms, double units) =>
        _lines.Enqueue(new(container, action, type, 1, bytes, terms, units));

    private int TermCount(string container, JsonElement document) => indexes.TermsOf(container, document).Count;

    private int ChangedTermCount(string container, JsonElement old, JsonElement now)
    {
        var (removed, added) = (indexes.TermsOf(container, old), indexes.TermsOf(container, now));
        return removed.Except(added).Count() + added.Except(removed).Count();
    }

    private async Task<Dictionary<string, JsonElement>> ReadPartition(
        string container,
        string partition,
        CancellationToken ct
    )
    {
        var documents = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        using var pages = observer
            .GetContainer(CosmosContainers.Database, container)
            .GetItemQueryStreamIterator("SELECT * FROM c", requestOptions: new() { PartitionKey = new(partition) });
        while (pages.HasMoreResults)
        {
            using var response = await pages.ReadNextAsync(ct);
            using var page = JsonDocument.Parse(response.EnsureSuccessStatusCode().Content);
            foreach (var document in page.RootElement.GetProperty("Documents").EnumerateArray())
                documents.Add(document.GetProperty("id").GetString()!, document.Clone());
        }
        return documents;
    }

    private static long SizeOf(JsonElement document) => System.Text.Encoding.UTF8.GetByteCount(document.GetRawText());

    private static string TypeOf(JsonElement document) =>
        document.TryGetProperty("type", out var type) ? type.GetString()! : "other";

    private static string? ContainerOf(Uri uri) =>
        uri.AbsolutePath.Trim('/').Split('/') is ["dbs", _, "colls", var container, "docs", ..] ? container : null;

    private static string PartitionOf(HttpRequestMessage request)
    {
        using var key = JsonDocument.Parse(request.Headers.GetValues("x-ms-documentdb-partitionkey").Single());
        return key.RootElement[0].GetString()!;
    }

    private static bool IsQuery(HttpRequestMessage request) =>
        request.Content?.Headers.ContentType?.MediaType == "application/query+json";

    /// <summary>Plans of queries are not charged.</summary>
    private static bool IsAboutPlan(HttpRequestMessage request) =>
        request.Headers.TryGetValues("x-ms-cosmos-is-query-plan-request", out var values)
        && values.Contains("True", StringComparer.OrdinalIgnoreCase);
}
