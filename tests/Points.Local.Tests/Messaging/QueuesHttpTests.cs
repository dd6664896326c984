using System.Net;
using System.Text.Json.Nodes;
using Emulators.ServiceBus;
using Emulators.Tests.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Points.Local.Hosting;
using Points.Local.Messaging;
using Points.Local.Tokens;

namespace Points.Local.Tests.Messaging;

/// <summary>The HTTP routes of the local queues.</summary>
public sealed class QueuesHttpTests : IAsyncLifetime
{
    private readonly BusFixture _fixture = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    private static LocalTokens Tokens { get; } = new(new(new byte[64]), TimeProvider.System, new());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = FunctionServer.Build(0, [], _ => { });
        new QueuesHttp(_fixture.Bus, new EmulatorSender(_fixture.Bus), Tokens, NullLogger<QueuesHttp>.Instance).Map(
            _app.MapGroup("/local"),
            Cancellation
        );
        _http = new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = await FunctionServer.Start(_app, 0, Cancellation),
        };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync(Cancellation);
        await _app.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_received_with_the_headers_it_was_sent_with()
    {
        var answer = await Send(
            "ordered",
            "{\"a\":1}",
            ("MessageId", "m"),
            ("SessionId", "s"),
            ("Authorization", "Bearer secret")
        );
        Assert.Equal((HttpStatusCode.Accepted, "m"), (answer.Status, answer.Text("messageId")));
        await using var session = (await _fixture.Bus.AcceptSession("ordered", ct: Cancellation))!;
        var message = Assert.Single(await session.Receive(1, TimeSpan.Zero, Cancellation));
        Assert.Equal(
            ("m", "s", "Bearer secret"),
            (message.MessageId, message.SessionId, message.Properties["authorization"])
        );
        Assert.Equal("{\"a\":1}"u8, message.Body.Span);
    }

    [Fact]
    public async Task A_message_without_an_id_gets_one()
    {
        var answer = await Send("plain", "");
        Assert.Equal(answer.Text("messageId"), Assert.Single(await _fixture.Receive("plain")).MessageId);
    }

    [Fact]
    public async Task The_queues_show_their_depth()
    {
        await _fixture.Send("plain", "a", "b", "c");
        await _fixture.Bus.MoveToDeadLetters((await _fixture.Receive("plain", 2))[0], "because");
        var plain = (await Get("queues")).Body["items"]![0]!;
        Assert.Equal("""{"name":"plain","active":1,"scheduled":0,"locked":1,"deadLetters":1}""", plain.ToJsonString());
    }

    [Fact]
    public async Task Dead_letters_show_their_content_but_no_token()
    {
        await Send("plain", "{\"a\":1}", ("MessageId", "json"), ("Authorization", "Bearer secret"));
        await Send("plain", "not json", ("MessageId", "text"));
        foreach (var message in await _fixture.Receive("plain"))
            await _fixture.Bus.MoveToDeadLetters(message, "malformed", "why");
        var answer = await Get("queues/plain/deadletters");
        Assert.DoesNotContain("secret", answer.Raw, StringComparison.Ordinal);
        Assert.Equal("not json", Items(answer)[0]["body"]!.GetValue<string>());
        var json = Items(answer)[1];
        Assert.Equal(1, json["body"]!["a"]!.GetValue<int>());
        Assert.Equal(
            ("json", "malformed", "why", 1, 1),
            (
                json["messageId"]!.GetValue<string>(),
                json["reason"]!.GetValue<string>(),
                json["description"]!.GetValue<string>(),
                json["deliveryCount"]!.GetValue<int>(),
                json["sequenceNumber"]!.GetValue<int>()
            )
        );
        Assert.Equal("""{"authorization":""}""", json["properties"]!.ToJsonString());
        Assert.Null(json["sessionId"]);
    }

    [Fact]
    public async Task A_dead_letter_with_half_a_surrogate_pair_does_not_hide_the_others()
    {
        await Send("plain", """{"\ud800":"\ud800"}""", ("MessageId", "half"));
        foreach (var message in await _fixture.Receive("plain"))
            await _fixture.Bus.MoveToDeadLetters(message, "malformed", "why");

        var letter = Items(await Get("queues/plain/deadletters"))[0];

        Assert.Equal("""{"\ud800":"\ud800"}""", letter["body"]!.GetValue<string>());
    }

    [Fact]
    public async Task Dead_letters_come_in_pages_and_are_resubmitted_one_by_one()
    {
        await _fixture.Send("plain", "a", "b", "c");
        foreach (var message in await _fixture.Receive("plain"))
            await _fixture.Bus.MoveToDeadLetters(message, "because");
        var first = await Get("queues/plain/deadletters?limit=2");
        Assert.Equal(["c", "b"], Items(first).Select(item => item["messageId"]!.GetValue<string>()));
        var second = await Get($"queues/plain/deadletters?limit=2&cursor={first.Text("next")}");
        Assert.Equal("a", Assert.Single(Items(second))["messageId"]!.GetValue<string>());
        Assert.Null(second.Body["next"]);

        Assert.Equal(HttpStatusCode.Accepted, (await Post("queues/plain/deadletters/2/resubmit")).Status);
        Assert.Equal("b", Assert.Single(await _fixture.Receive("plain")).MessageId);
        (await Post("queues/plain/deadletters/2/resubmit")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await Post("queues/plain/deadletters/x/resubmit")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task An_invalid_message_or_request_is_refused()
    {
        (await Send("nothing", "{}")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await Get("queues/nothing/deadletters")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await Send("plain", "{}", ("MessageId", new string('x', 129)))).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "MessageId"
        );
        (await Send("ordered", "{}")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "SessionId");
        (await Get("queues/plain/deadletters?limit=201")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "limit"
        );
        (await Send("plain", new string('x', MessageRules.BodyBytesMax + 1))).ExpectProblem(
            HttpStatusCode.RequestEntityTooLarge,
            "body-too-large"
        );
    }

    [Theory]
    [InlineData(QueueFault.Busy, HttpStatusCode.TooManyRequests, "too-many-requests")]
    [InlineData(QueueFault.Unavailable, HttpStatusCode.ServiceUnavailable, "unavailable")]
    [InlineData(QueueFault.AnswerLost, HttpStatusCode.ServiceUnavailable, "unavailable")]
    public async Task A_message_that_the_queue_does_not_confirm_can_be_sent_again(
        QueueFault fault,
        HttpStatusCode status,
        string code
    )
    {
        _fixture.Bus.Faults.InjectNext(1, fault);
        var refused = await Send("unique", "{}", ("MessageId", "m"));
        refused.ExpectProblem(status, code);
        (await Send("unique", "{}", ("MessageId", "m"))).Expect(HttpStatusCode.Accepted);
        Assert.Equal("m", Assert.Single(await _fixture.Receive("unique")).MessageId);
    }

    private static JsonObject[] Items(Reply answer) =>
        [.. answer.Body["items"]!.AsArray().Select(item => item!.AsObject())];

    private Task<Reply> Get(string path) => Ask(new(HttpMethod.Get, $"local/{path}"));

    private Task<Reply> Post(string path) => Ask(new(HttpMethod.Post, $"local/{path}"));

    private Task<Reply> Send(string queue, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"local/queues/{queue}")
        {
            Content = new StringContent(body),
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.ExpectContinue = body.Length > 100_000;
        return Ask(request);
    }

    private async Task<Reply> Ask(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request, Cancellation);
        return new(
            answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            await answer.Content.ReadAsStringAsync(Cancellation),
            false
        );
    }
}
