using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Points.Domain;
using Points.Functions.Exporting;

namespace Points.Local.Tests.Exporting;

/// <summary>An export is sent while it is read, and nobody takes a part of it for the whole.</summary>
public sealed class ExportJsonResponseTests
{
    private const int EntriesOfALongLedger = 2_000;

    private readonly MemoryStream _body = new();
    private readonly DefaultHttpContext _http = new();
    private readonly Connection _connection = new();

    public ExportJsonResponseTests()
    {
        _http.Response.Body = _body;
        _http.Features.Set<IHttpRequestLifetimeFeature>(_connection);
    }

    [Fact]
    public async Task A_long_list_is_sent_before_it_is_read_to_its_end()
    {
        var sentBefore = new List<long>();

        await Send(ct => Entries(EntriesOfALongLedger, sentBefore.Add, ct));

        Assert.False(_connection.IsAborted);
        Assert.Equal(0, sentBefore[0]);
        Assert.True(
            _body.Length - sentBefore[^1] < _body.Length / 2,
            "most of it was sent before the last item was read"
        );
        var export = JsonNode.Parse(_body.ToArray())!;
        Assert.True((bool)export["complete"]!);
        Assert.Equal(EntriesOfALongLedger, export["notices"]!.AsArray().Count);
    }

    [Fact]
    public async Task When_the_store_fails_meanwhile_the_connection_is_cut_and_the_export_is_not_complete()
    {
        await Send(ct => Entries(EntriesOfALongLedger, FailAtTheEnd, ct));

        Assert.True(_connection.IsAborted);
        Assert.DoesNotContain("complete", Encoding.UTF8.GetString(_body.ToArray()), StringComparison.Ordinal);
    }

    private Task Send(Func<CancellationToken, IAsyncEnumerable<JsonObject>> read) =>
        new ExportJsonResponse(
            new("m-1", "key", [], [], [new("notices", read)], []),
            DateTimeOffset.UnixEpoch,
            NullLogger.Instance
        ).ExecuteAsync(_http);

    /// <param name="beforeEach">Gets how many bytes have been sent.</param>
    private async IAsyncEnumerable<JsonObject> Entries(
        int count,
        Action<long> beforeEach,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        for (var i = 0; i < count; i++)
        {
            ct.ThrowIfCancellationRequested();
            beforeEach(_body.Length);
            yield return new() { ["text"] = new string('x', 200) };
            await Task.CompletedTask;
        }
    }

    private static void FailAtTheEnd(long sent)
    {
        if (sent > 0)
            throw new StoreUnavailableException("the store did not answer");
    }

    private sealed class Connection : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
