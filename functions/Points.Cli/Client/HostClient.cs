using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly;

namespace Points.Cli.Client;

/// <summary>
/// Calls a running host. Transient failures are retried up to <see cref="AttemptsMax"/> times: every request made here
/// is safe to repeat. A host that has never answered is not tried again.
/// </summary>
internal sealed class HostClient(HostConnection host, ITokenSource tokens) : IDisposable
{
    private const int AttemptsMax = 8;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200),
        LongestWait = TimeSpan.FromSeconds(5);

    private ResiliencePipeline<Attempt>? _retries;

    private volatile string? _token;

    public Uri Address => host.Address;

    /// <summary>A client of the same host that acts for a merchant. It shares this client's connection.</summary>
    public HostClient ForMerchant(string merchantId) => new(host, tokens.ForMerchant(merchantId));

    /// <summary>
    /// A client that sends a merchant's messages. Only one-machine hosts have queues that it can send to, and they
    /// issue the tokens for them. It shares this client's connection.
    /// </summary>
    public HostClient ForMessagesOf(string merchantId) => new(host, HostTokens.ForMessagesOf(host, merchantId));

    /// <summary>Gets the first token.</summary>
    /// <exception cref="CommandException">There is no token, or the host that issues it does not answer.</exception>
    public async Task Authenticate(CancellationToken ct) =>
        _token = await tokens.GetToken(refused: null, ct) ?? throw host.NoHostAnswers();

    /// <summary>Sends a request, with retries, until the answer is final.</summary>
    public Task<HostResponse> Send(
        HttpMethod method,
        string path,
        JsonObject? body,
        string? key,
        CancellationToken ct
    ) => Send(new(method, path, Bytes(body), key is null ? null : ("Idempotency-Key", key)), ct);

    /// <summary>Creates what is at a path. The host answers 412 if it exists already.</summary>
    public Task<HostResponse> Create(string path, JsonObject body, CancellationToken ct) =>
        Send(new(HttpMethod.Put, path, Bytes(body), ("If-None-Match", "*")), ct);

    /// <summary>Puts a message into a queue. The token becomes a property of the message.</summary>
    public Task<HostResponse> Enqueue(string queue, string messageId, JsonObject body, CancellationToken ct) =>
        Send(new(HttpMethod.Post, $"local/queues/{queue}", Bytes(body), ("MessageId", messageId)), ct);

    /// <summary>Reads from the answer how many points an accepted request moved.</summary>
    public long ReadPoints(HostResponse answer) => answer.Number("points") ?? throw UnexpectedAnswer(answer);

    /// <summary>The error for an answer that no host of Points gives.</summary>
    public CommandException UnexpectedAnswer(HostResponse answer) => host.UnexpectedAnswer(answer);

    public void Dispose() => host.Dispose();

    private async Task<HostResponse> Send(HostRequest request, CancellationToken ct)
    {
        var (reply, _) = await (_retries ??= BuildRetries()).ExecuteAsync(async token => await Try(request, token), ct);
        if (reply is { IsFinal: true, Answer: { } answer })
            return answer;
        if (!host.HasAnswered)
            throw host.NoHostAnswers(reply.Failure);
        var failure = reply.Answer is null ? reply.Failure : $"status {(int)reply.Answer.Status}";
        throw new CommandException(
            $"The host at {host.Address} does not answer ({failure}); run the same command again to continue."
        );
    }

    private async Task<Attempt> Try(HostRequest request, CancellationToken ct)
    {
        var token = _token;
        return new(await host.Exchange(request, token, ct), token);
    }

    private ResiliencePipeline<Attempt> BuildRetries() =>
        new ResiliencePipelineBuilder<Attempt>()
            .AddRetry(
                new()
                {
                    ShouldHandle = args =>
                        ValueTask.FromResult(args.Outcome.Result is { Reply.IsFinal: false } && host.HasAnswered),
                    MaxRetryAttempts = AttemptsMax - 1,
                    Delay = FirstWait,
                    MaxDelay = LongestWait,
                    BackoffType = DelayBackoffType.Exponential,
                    DelayGenerator = args => FindDelay(args.Outcome.Result!, args.Context.CancellationToken),
                }
            )
            .Build();

    /// <returns>
    /// No delay where the host refused a token and there is another one; the delay that the host asked for; or null for
    /// the usual delay, which grows from attempt to attempt.
    /// </returns>
    private async ValueTask<TimeSpan?> FindDelay(Attempt attempt, CancellationToken ct) =>
        attempt.Reply.Answer?.Status == HttpStatusCode.Unauthorized && await TryRenewToken(attempt.Token, ct)
            ? TimeSpan.Zero
            : attempt.Reply.RetryAfter;

    private async Task<bool> TryRenewToken(string? refused, CancellationToken ct)
    {
        if (_token != refused)
            return true; // Another request has renewed it.
        if (await tokens.GetToken(refused, ct) is not { } renewed)
            return false;
        _token = renewed;
        return true;
    }

    private static byte[]? Bytes(JsonObject? body) =>
        body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, ClientJson.Default.JsonObject);

    /// <param name="Token">The token that the request carried.</param>
    private sealed record Attempt(HostReply Reply, string? Token);
}
