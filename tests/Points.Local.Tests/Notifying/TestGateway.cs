using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Points.Functions.Notifying;

namespace Points.Local.Tests.Notifying;

/// <summary>A gateway for all channels, which answers as the test says.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly ConcurrentQueue<GatewayCall> _calls = new();
    private StubServer _server = null!;

    /// <summary>The status of an answer; by default every notice is accepted.</summary>
    public Func<GatewayCall, int> Answer { get; set; } = _ => StatusCodes.Status202Accepted;

    public Uri Sms => new(_server.Address, "/sms");

    public Uri Push => new(_server.Address, "/push");

    public static async Task<TestGateway> Start()
    {
        var gateway = new TestGateway();
        gateway._server = await StubServer.Start(gateway.Receive);
        return gateway;
    }

    public GatewayCall[] CallsFor(string memberId) => [.. _calls.Where(call => call.Text("memberId") == memberId)];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Receive(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var call = new GatewayCall(
            http.Request.Path,
            http.Request.Headers["Idempotency-Key"]!,
            http.Request.Headers[GatewayKey.Header]!,
            http.Request.ContentType!,
            body.ToArray()
        );
        _calls.Enqueue(call);
        http.Response.StatusCode = Answer(call);
        if (http.Response.StatusCode is >= 300 and < 400)
            http.Response.Headers.Location = "/elsewhere";
        await http.Response.StartAsync(); // Otherwise the server would answer 404.
    }
}

internal sealed record GatewayCall(string Path, string Key, string Signature, string ContentType, byte[] RawBody)
{
    public JsonObject Body => JsonNode.Parse(RawBody)!.AsObject();

    public string? Text(string field) => (string?)Body[field];
}
