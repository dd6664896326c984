using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Points.Local.Tests.Observing;

/// <summary>Collects the traces, metrics and logs that a host sends by OTLP over HTTP.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private const int StatusError = 2;

    private readonly ConcurrentQueue<Span> _spans = new();
    private readonly ConcurrentQueue<Measure> _measures = new();
    private readonly ConcurrentQueue<byte[]> _raw = new();
    private StubServer _server = null!;

    /// <summary>The environment variables that make a host send its telemetry here.</summary>
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

    /// <summary>Everything that was received, as text, so that tests can search it for secrets.</summary>
    public string AllText => string.Concat(_raw.Select(Encoding.UTF8.GetString));

    public static async Task<OtlpCollector> Start()
    {
        var collector = new OtlpCollector();
        collector._server = await StubServer.Start(collector.Receive);
        return collector;
    }

    /// <summary>Waits for a measure that matches and returns the newest one.</summary>
    public Task<Measure> WaitForMeasure(string name, Func<Measure, bool> wanted) =>
        Eventually.Find(
            () => Task.FromResult(_measures.LastOrDefault(it => it.Name == name && wanted(it))),
            () => $"{name}; there are {string.Join("\n", _measures.Where(it => it.Name == name).TakeLast(10))}"
        );

    /// <summary>Waits until a trace has spans of these names, and returns all its spans.</summary>
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
            {
                var found = _spans.Where(span => span.TraceId == traceId).Select(span => span.Name);
                return $"{string.Join(", ", names)} in {traceId}; there are {string.Join(", ", found)}";
            }
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
        await http.Response.StartAsync(); // Otherwise the server would answer 404.
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
            // Gauges and sums have number points, histograms have sums.
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
