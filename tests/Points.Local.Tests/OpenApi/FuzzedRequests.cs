using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Points.Local.Tests.OpenApi;

/// <summary>Makes requests that somebody with bad intentions, or a broken program, sends to an operation.</summary>
internal sealed partial class FuzzedRequests(Random random, IReadOnlyList<string> tokens)
{
    private static readonly string[] PathTexts =
    [
        "nobody",
        "..",
        "%2e%2e",
        "a%2Fb",
        "%00",
        "%zz",
        "%",
        "é",
        "%F0%9F%91%8D",
        "%C3%28",
        "'%20OR%201=1--",
        "0",
        "-1",
        "99999999999999999999",
        "2027-13",
        "2999-12",
        "~",
        "*",
        new('x', 3_000),
    ];

    private static readonly string[] HeaderTexts =
    [
        "",
        "*",
        "\"",
        "W/\"x\"",
        "x",
        "💥",
        "a,b",
        new('k', 300),
        "-1",
        "zh-CN,en;q=0.5,*;q=9",
    ];

    private static readonly string?[] ContentTypes =
    [
        "application/json",
        "application/json; charset=utf-16",
        "application/merge-patch+json",
        "text/plain",
        "text/xml",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        ";;;",
        null,
    ];

    private static readonly string[] Headers =
    [
        "Idempotency-Key",
        "If-Match",
        "If-None-Match",
        "Accept-Language",
        "Accept",
        "Origin",
        "X-Points-Signature",
        "traceparent",
    ];

    public HttpRequestMessage Next(ContractOperation operation)
    {
        var path = Parameter().Replace(operation.Path, _ => Pick(PathTexts));
        var request = new HttpRequestMessage(new(operation.Method), new Uri(path + Query(operation), UriKind.Relative));
        if (random.Next(10) > 0)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Pick(tokens)}");
        if (random.Next(3) > 0)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{random.Next(50)}");
        if (random.Next(3) == 0)
            request.Headers.TryAddWithoutValidation(Pick(Headers), Pick(HeaderTexts));
        if (OperationCalls.SchemaOf(operation) is not null || random.Next(10) == 0)
            request.Content = Content(operation);
        return request;
    }

    private string Query(ContractOperation operation)
    {
        var names = (operation.Json["parameters"]?.AsArray() ?? [])
            .Where(it => (string)it!["in"]! == "query")
            .Select(it => (string)it!["name"]!)
            .Append("colour")
            .ToArray();
        return random.Next(2) == 0 ? "" : $"?{Pick(names)}={Pick(PathTexts)}&{Pick(names)}={Pick(PathTexts)}";
    }

    private ByteArrayContent Content(ContractOperation operation)
    {
        var bytes = Bytes(operation);
        var isZipped = random.Next(12) == 0;
        var content = new ByteArrayContent(isZipped ? Zip(bytes) : bytes);
        if (isZipped)
            content.Headers.TryAddWithoutValidation("Content-Encoding", Pick(["gzip", "br", "gzip, gzip"]));
        if ((random.Next(4) > 0 ? "application/json" : Pick(ContentTypes)) is { } type)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private byte[] Bytes(ContractOperation operation)
    {
        var text = Example(operation);
        return random.Next(9) switch
        {
            0 => Encoding.UTF8.GetBytes(text[..random.Next(text.Length)]),
            1 => Flipped(Encoding.UTF8.GetBytes(text)),
            2 => Encoding.UTF8.GetBytes(Pick(["", "null", "[]", "7", "\"x\"", "{", "\uFEFF{}", "{\"a\":1,\"a\":2}"])),
            3 => Encoding.UTF8.GetBytes(new string('[', 5_000)),
            4 => Encoding.UTF8.GetBytes(
                text.Replace("\"", Pick(["\"\\ud800", "\"\\u0000", "\"\\uFFFF", "\"💥"]), StringComparison.Ordinal)
            ),
            5 => Encoding.UTF8.GetBytes(
                Digits().Replace(text, _ => Pick(["1e400", "-1", "9223372036854775808", "0.1", "1e-9", "null"]))
            ),
            6 => Encoding.UTF8.GetBytes($$"""{"{{new string('n', 2_000)}}":{{text}}}"""),
            7 => new byte[random.Next(300_000)],
            _ => Encoding.UTF8.GetBytes(Made(operation)),
        };
    }

    private string Made(ContractOperation operation)
    {
        if (OperationCalls.SchemaOf(operation) is null || OperationCalls.HasPublishedSchema(operation))
            return Example(operation);
        var (bodies, schema) = (new SchemaBodies(random), OperationCalls.BodySchema(operation));
        var body = bodies.Right(schema) as JsonObject ?? [];
        if (random.Next(2) == 0)
            bodies.Break(schema, body);
        return body.ToJsonString();
    }

    private static string Example(ContractOperation operation) =>
        operation.Json["requestBody"]?["content"]?["application/json"]?["example"]?.ToJsonString() ?? "{}";

    private byte[] Flipped(byte[] bytes)
    {
        for (var i = 0; i < 3 && bytes.Length > 0; i++)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static byte[] Zip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return zipped.ToArray();
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?<=:)\d+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Digits();
}
