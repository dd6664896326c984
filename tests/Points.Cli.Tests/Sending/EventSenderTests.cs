using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Points.Cli.Tests.Hosts;
using Points.Cli.Tests.Importing;

namespace Points.Cli.Tests.Sending;

/// <summary>How the <c>send</c> command handles different answers of a host.</summary>
public sealed class EventSenderTests : IAsyncLifetime
{
    private const string Purchase =
        """{"type":"purchase","memberId":"m","merchantId":"shop","""
        + """ "orderId":"o-1","occurredAt":"2027-01-30T18:05:00+08:00"}""";

    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<string, (string Authorization, JsonObject Body)> _queue = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentBag<string> _dead = [];
    private StubServer _server = null!;
    private UsedDataFolder _data = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await StubServer.Start(Answer);
        _data = new(_folder.PathOf("data"), _server.Address.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _data.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_message_has_its_id_its_merchants_token_and_a_body_without_the_id()
    {
        var (exitCode, output, errors) = await Send(
            Purchase,
            """{"messageId":"till/7","type":"purchase","memberId":"m","merchantId":"kiosk","orderId":"o-2"}""",
            """{"type":"refund","merchantId":"shop","orderId":"o-1","refundId":"订单"}"""
        );

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal((3, 3), (ImportReport.Read(output)["events"], ImportReport.Read(output)["accepted"]));
        Assert.Equal("Bearer shop", _queue["purchase:o-1"].Authorization);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Purchase), _queue["purchase:o-1"].Body));
        Assert.Equal(
            ("Bearer kiosk", "2027-06-01T00:00:00Z", false),
            (
                _queue["till/7"].Authorization,
                (string)_queue["till/7"].Body["occurredAt"]!,
                _queue["till/7"].Body.ContainsKey("messageId")
            )
        );
        Assert.StartsWith(
            "refund:",
            Assert.Single(_queue.Keys, id => id.StartsWith("refund:", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Dead_letters_of_an_earlier_run_are_ignored()
    {
        _dead.Add("purchase:o-1");
        _dead.Add("other");

        var (_, before, _) = await Send(Purchase);
        var (exitCode, output, _) = await Send("""{"type":"dead","merchantId":"shop"}""");

        Assert.Equal(1, ImportReport.Read(before)["accepted"]);
        Assert.Equal((3, 1), (exitCode, ImportReport.Read(output)["dead-lettered, invalid-message"]));
        Assert.Contains("line 1, line:1: dead-lettered, invalid-message: because", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", "Line 2 of {file} is not valid JSON. Nothing was sent.")]
    [InlineData("[1]", "Line 2 of {file} is not a JSON object. Nothing was sent.")]
    [InlineData("""{"a":1,"a":2}""", "Line 2 of {file} is not valid JSON. Nothing was sent.")]
    [InlineData("""{"a":"\ud800"}""", "Line 2 of {file} is not valid JSON. Nothing was sent.")]
    [InlineData(
        """{"messageId":"two words"}""",
        "Line 2 of {file} has a messageId that is not 1 to 128 visible ASCII characters. Nothing was sent."
    )]
    public async Task Given_an_invalid_line_Then_it_is_named_and_nothing_is_sent(string line, string reason)
    {
        var (exitCode, output, errors) = await Send(Purchase, line, Purchase);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Empty(_queue);
        Assert.Equal(
            reason.Replace("{file}", _folder.PathOf("events.jsonl"), StringComparison.Ordinal),
            errors.TrimEnd()
        );
    }

    [Fact]
    public async Task An_event_without_a_merchant_is_refused()
    {
        var (exitCode, _, errors) = await Send("""{"type":"purchase"}""");

        Assert.Equal(
            (
                1,
                $"Line 1 of {_folder.PathOf("events.jsonl")} has no merchantId: name the sender with --merchant. "
                    + "Nothing was sent."
            ),
            (exitCode, errors.TrimEnd())
        );
    }

    [Fact]
    public async Task An_unusable_argument_is_refused_in_one_sentence()
    {
        _folder.Write("events.jsonl", "");
        using var silent = new UsedDataFolder(_folder.PathOf("silent"), "http://127.0.0.1:9/");

        Assert.Equal(
            (2, "--merchant must be an id: 1 to 64 of A-Z a-z 0-9 . _ -. Try --help."),
            await PointsCommand.RunFailing("send", "x", "--data", "x", "--merchant", "a b")
        );
        Assert.Equal(2, (await PointsCommand.RunFailing("send")).ExitCode);
        Assert.Contains(
            "cannot be read",
            (await PointsCommand.RunFailing("send", _folder.PathOf("nothing"), "--data", _data.Path)).Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "cannot be read",
            (await PointsCommand.RunFailing("send", _folder.Path, "--data", _data.Path)).Error,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "No host answers at http://127.0.0.1:9/",
            (await PointsCommand.RunFailing("send", _folder.PathOf("events.jsonl"), "--data", silent.Path)).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Bytes_that_are_not_text_are_refused_with_the_option_that_decides()
    {
        byte[] text = [.. """{"type":"purchase","merchantId":"shop","orderId":"caf"""u8, 0xE9, .. "\"}"u8];
        await File.WriteAllBytesAsync(_folder.PathOf("in.jsonl"), text, TestContext.Current.CancellationToken);

        var found = await PointsCommand.RunFailing("send", _folder.PathOf("in.jsonl"), "--data", _data.Path);
        var named = await PointsCommand.Run(
            "send",
            _folder.PathOf("in.jsonl"),
            "--data",
            _data.Path,
            "--encoding",
            "windows-1252"
        );

        Assert.Equal(1, found.ExitCode);
        Assert.Contains("name its encoding with --encoding", found.Error, StringComparison.Ordinal);
        Assert.Equal((0, "café"), (named.ExitCode, (string?)Assert.Single(_queue).Value.Body["orderId"]));
    }

    [Fact]
    public async Task A_dry_run_sends_nothing_and_needs_no_host()
    {
        var file = _folder.Write("events.jsonl", Purchase);

        var (exitCode, output, errors) = await PointsCommand.Run("send", file, "--dry-run");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("line 1: purchase:o-1 of shop", output, StringComparison.Ordinal);
        Assert.Empty(_queue);
    }

    private Task<(int ExitCode, string Output, string Errors)> Send(params string[] lines) =>
        PointsCommand.Run("send", _folder.Write("events.jsonl", string.Join('\n', lines)), "--data", _data.Path);

    /// <summary>Answers like a host that accepts every event except those of the type <c>dead</c>.</summary>
    private async Task Answer(HttpContext http)
    {
        var (status, answer) = http.Request.Path.Value!.Split('/')[1..] switch
        {
            ["local", "tokens"] => (
                200,
                new JsonObject { ["token"] = (string?)(await Body(http))["merchant_id"] ?? "operator" }
            ),
            ["local", "clock"] => (200, new JsonObject { ["now"] = "2027-06-01T00:00:00Z" }),
            ["local", "queues"] => (
                200,
                JsonNode
                    .Parse("""{"items":[{"name":"merchant-events","active":0,"scheduled":0,"locked":0}]}""")!
                    .AsObject()
            ),
            ["local", "queues", "merchant-events"] => (202, await Take(http)),
            ["local", "queues", "merchant-events", "deadletters"] => (200, DeadLetters()),
            ["api", "partners", _, "events", var id] when _queue.ContainsKey(Uri.UnescapeDataString(id)) => (
                200,
                new JsonObject
                {
                    ["messageId"] = id,
                    ["type"] = "purchase",
                    ["receivedAt"] = "2027-06-01T00:00:00Z",
                    ["status"] = "accepted",
                    ["statusCode"] = 201,
                    ["body"] = new JsonObject(),
                }
            ),
            _ => (404, StubAnswers.Problem(404, "not-found")),
        };
        await http.Write(status, answer.ToJsonString());
    }

    private async Task<JsonObject> Take(HttpContext http)
    {
        var (id, body) = ((string)http.Request.Headers["MessageId"]!, await Body(http));
        if ((string?)body["type"] == "dead")
            _dead.Add(id);
        else
            _queue[id] = ((string)http.Request.Headers.Authorization!, body);
        return new JsonObject { ["messageId"] = id };
    }

    private JsonObject DeadLetters() =>
        new()
        {
            ["items"] = new JsonArray([
                .. _dead
                    .Reverse()
                    .Select(
                        (id, index) =>
                            new JsonObject
                            {
                                ["sequenceNumber"] = index,
                                ["messageId"] = id,
                                ["reason"] = "invalid-message",
                                ["description"] = "because",
                            }
                    ),
            ]),
        };

    private static async Task<JsonObject> Body(HttpContext http) =>
        (await JsonNode.ParseAsync(http.Request.Body))!.AsObject();
}
