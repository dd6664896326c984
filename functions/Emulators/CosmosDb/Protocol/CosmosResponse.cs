using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Protocol;

/// <summary>Creates responses with the headers that the SDK and its callers read.</summary>
internal static class CosmosResponse
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static HttpResponseMessage Create(int status, byte[]? body = null)
    {
        var content = new ByteArrayContent(body ?? []);
        content.Headers.ContentType = Json;
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = content };
        return response.WithHeader(HeaderNames.RequestCharge, "1");
    }

    public static HttpResponseMessage Error(int status, string? message, int subStatus = 0)
    {
        var code = ((HttpStatusCode)status).ToString();
        var response = Create(status, JsonSerializer.SerializeToUtf8Bytes(new { code, message = message ?? code }));
        return subStatus == 0 ? response : response.WithHeader(HeaderNames.SubStatus, subStatus);
    }

    public static HttpResponseMessage WithHeader(this HttpResponseMessage response, string name, string value)
    {
        response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    public static HttpResponseMessage WithHeader(this HttpResponseMessage response, string name, long value) =>
        response.WithHeader(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds the etag and the sequence number of a document.</summary>
    public static HttpResponseMessage WithDocumentVersion(
        this HttpResponseMessage response,
        PartitionRange range,
        long sequence
    ) =>
        response.WithHeader(HeaderNames.ETag, SystemProperties.FormatETag(sequence)).WithRangeSequence(range, sequence);

    /// <summary>Adds the sequence number that the range had reached.</summary>
    public static HttpResponseMessage WithRangeSequence(
        this HttpResponseMessage response,
        PartitionRange range,
        long sequence
    ) =>
        response
            .WithHeader(
                HeaderNames.SessionToken,
                string.Create(CultureInfo.InvariantCulture, $"{range.Number}:-1#{sequence}")
            )
            .WithHeader(HeaderNames.LogicalSequence, sequence);

    /// <summary>Writes documents as the body of an answer to a query or a change feed request.</summary>
    public static byte[] Feed(string resourceId, List<byte[]> documents)
    {
        var end = System.Text.Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"],\"_count\":{documents.Count}}}")
        );
        var start = System.Text.Encoding.UTF8.GetBytes($"{{\"_rid\":\"{resourceId}\",\"Documents\":[");
        var feed = new byte[
            start.Length + end.Length + documents.Sum(document => document.Length) + Math.Max(0, documents.Count - 1)
        ];
        start.CopyTo(feed, 0);
        var at = start.Length;
        foreach (var document in documents)
        {
            if (at > start.Length)
                feed[at++] = (byte)',';
            document.CopyTo(feed, at);
            at += document.Length;
        }
        end.CopyTo(feed, at);
        return feed;
    }
}
