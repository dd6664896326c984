using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Protocol;

/// <summary>Reads the parts of a request: its path, headers, kind, partition key and body.</summary>
internal sealed class CosmosRequest(HttpRequestMessage request)
{
    private readonly HttpHeadersNonValidated _headers = request.Headers.NonValidated;

    public ResourcePath Path { get; } = ResourcePath.Parse(request.RequestUri!.AbsolutePath);

    /// <summary>The scheme, host and port to which the request was sent, with a slash.</summary>
    public string Endpoint => request.RequestUri!.GetLeftPart(UriPartial.Authority) + "/";

    public HttpMethod Method => request.Method;

    public string? Header(string name) => _headers.TryGetValues(name, out var values) ? values.ToString() : null;

    public bool IsTrue(string name) => string.Equals(Header(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether responses to writes should not contain the document.</summary>
    public bool PrefersNoBody => Header(HeaderNames.Prefer) is "return=minimal";

    /// <summary>The number of documents on a page; null when the request does not say.</summary>
    public int? MaxItemCount =>
        int.TryParse(Header(HeaderNames.MaxItemCount), CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : null;

    /// <summary>The kind of the request, by which requests are counted and faults are chosen.</summary>
    public RequestKind Kind =>
        Path.Kind switch
        {
            ResourceKind.Document => Method.Method switch
            {
                "GET" => RequestKind.Read,
                "PUT" => RequestKind.Replace,
                "PATCH" => RequestKind.Patch,
                "DELETE" => RequestKind.Delete,
                _ => RequestKind.Metadata,
            },
            ResourceKind.Documents when Method == HttpMethod.Get => RequestKind.ChangeFeed,
            ResourceKind.Documents when IsTrue(HeaderNames.IsBatch) => RequestKind.Batch,
            ResourceKind.Documents when IsTrue(HeaderNames.IsQueryPlan) => RequestKind.QueryPlan,
            ResourceKind.Documents when IsQuery => RequestKind.Query,
            ResourceKind.Documents => IsTrue(HeaderNames.IsUpsert) ? RequestKind.Upsert : RequestKind.Create,
            _ => RequestKind.Metadata,
        };

    private bool IsQuery => request.Content?.Headers.ContentType?.MediaType is "application/query+json";

    /// <summary>The partition key in the request; null when there is none.</summary>
    public Scalar? PartitionKey
    {
        get
        {
            if (Header(HeaderNames.PartitionKey) is not { } text)
                return null;
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            if (
                !reader.Read()
                || reader.TokenType != JsonTokenType.StartArray
                || !reader.Read()
                || reader.TokenType == JsonTokenType.EndArray
            )
                return null;
            // The SDK writes PartitionKey.None as an empty object.
            return reader.TokenType == JsonTokenType.StartObject ? Scalar.Undefined : Scalar.Read(ref reader);
        }
    }

    /// <exception cref="RequestRefusedException">The request has no partition key.</exception>
    public Scalar RequirePartitionKey() =>
        PartitionKey ?? throw new RequestRefusedException(400, "The request needs a partition key.", 1001);

    public async Task<ReadOnlyMemory<byte>> Body(CancellationToken cancellation)
    {
        if (request.Content is not { } content)
            return ReadOnlyMemory<byte>.Empty;
        return await content.ReadAsByteArrayAsync(cancellation);
    }
}
