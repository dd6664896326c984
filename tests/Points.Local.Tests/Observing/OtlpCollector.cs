using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Points.Local.Tests.Observing;

/// <summary>Collects by OTLP over HTTP what a host tells of itself.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private const int StatusError = 2;

    private readonly ConcurrentQueue<Span> _spans = new();
    private readonly ConcurrentQueue<Measure> _measures = new();
    private readonly ConcurrentQueue<byte[]> _raw = new();
    private StubServer _server = null!;

    /// <summary>What a host's environment must say.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _server.Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        };

    public IReadOnlyCollection<Span> Spans => _spans;

    /// <summary>Everything that came, as text, for those who look for what must not be in it.</summary>
    public string AllText => string.Concat(_raw.Select(Encoding.UTF8.GetString));

    public static async Task<OtlpCollector> Start()
    {
        var collector = new OtlpCollector();
        collector._server = await StubServer.Start(collector.Receive);
        return collector;
    }

    /// <summary>The newest measure of a name with such attributes, once there is one as wanted.</summary>
    public Task<Measure> WaitForMeasure(string name, Func<Measure, bool> wanted) =>
        Eventually.Find(
            () => Task.FromResult(_measures.LastOrDefault(it => it.Name == name && wanted(it))),
            () => $"{name}; there are {string.Join("\n", _measures.Where(it => it.Name == name).TakeLast(10))}"
        );

    /// <summary>The spans of a trace, once there are those.</summary>
    public Task<Span[]> WaitForSpans(string traceId, params string[] names) =>
        Eventually.Find(
            () =>
                Task.FromResult(
                    _spans.Where(span => span.TraceId == traceId).ToArray() is var found
                    && names.All(name => found.Any(span => span.Name == name))
                        ? found
                        : null
                ),
            () =>
                $"{string.Join(", ", names)} in {traceId}; there are {string.Join(", ", _spans.Where(span => span.TraceId == traceId).Select(span => span.Name))}"
        );

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Receive(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _raw.Enqueue(body.ToArray());
        var export = new ProtobufMessage(ByteString.CopyFrom(body.ToArray()));
        if (http.Request.Path == "/v1/traces")
            ReadSpans(export);
        else if (http.Request.Path == "/v1/metrics")
            ReadMeasures(export);
        http.Response.StatusCode = StatusCodes.Status200OK;
        await http.Response.StartAsync(); // Or the server would say that there is no such path.
    }

    private void ReadSpans(ProtobufMessage export)
    {
        foreach (
            var span in export
                .Messages(1)
                .SelectMany(resource => resource.Messages(2))
                .SelectMany(scope => scope.Messages(2))
        )
            _spans.Enqueue(
                new(
                    span.Hex(1),
                    span.Hex(2),
                    span.Hex(4),
                    span.Text(5),
                    span.Message(15)?.Number(3) == StatusError,
                    span.Attributes(9)
                )
            );
    }

    private void ReadMeasures(ProtobufMessage export)
    {
        foreach (
            var metric in export
                .Messages(1)
                .SelectMany(resource => resource.Messages(2))
                .SelectMany(scope => scope.Messages(2))
        )
        {
            // A gauge or a sum has numbers, a histogram sums.
            foreach (var point in metric.Messages(5).Concat(metric.Messages(7)).SelectMany(data => data.Messages(1)))
                _measures.Enqueue(
                    new(
                        metric.Text(1),
                        metric.Text(3),
                        point.Double(4) ?? (long)point.Number(6),
                        1,
                        point.Attributes(7)
                    )
                );
            foreach (var point in metric.Messages(9).SelectMany(data => data.Messages(1)))
                _measures.Enqueue(
                    new(
                        metric.Text(1),
                        metric.Text(3),
                        point.Double(5) ?? 0,
                        (long)point.Number(4),
                        point.Attributes(9)
                    )
                );
        }
    }
}

/// <param name="ParentId">Empty for the first of a trace.</param>
internal sealed record Span(
    string TraceId,
    string SpanId,
    string ParentId,
    string Name,
    bool HasFailed,
    Dictionary<string, string> Tags
);

/// <param name="Value">Of a histogram, the sum.</param>
/// <param name="Count">Of a histogram, how many were recorded.</param>
internal sealed record Measure(string Name, string Unit, double Value, long Count, Dictionary<string, string> Tags)
{
    public override string ToString() =>
        $"{Name} {Value} {Unit} ({Count}) {string.Join(", ", Tags.Select(tag => $"{tag.Key}={tag.Value}"))}";
}
