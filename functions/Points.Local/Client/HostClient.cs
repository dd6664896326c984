using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly;

namespace Points.Local.Client;

/// <summary>
/// Calls a running host. Transient failures are retried up to <see cref="AttemptsMax"/> times: every request made here
/// is safe to repeat.
/// </summary>
/// <param name="tokenRequest">The caller that the host issues the token for. Null stands for an operator.</param>
internal sealed class HostClient(HttpClient http, JsonObject? tokenRequest = null) : IDisposable
{
    private const int AttemptsMax = 8;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200),
        LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);
    private const string Subject = "points-local";

    private readonly byte[] _tokenRequest = JsonSerializer.SerializeToUtf8Bytes(
        tokenRequest ?? new JsonObject { ["sub"] = Subject, ["roles"] = new JsonArray("operator") },
        ClientJson.Default.JsonObject
    );

    private ResiliencePipeline<Reply>? _retries;

    private volatile string? _token;

    public static HostClient Connect(Uri host, int parallel)
    {
        var sockets = new SocketsHttpHandler { MaxConnectionsPerServer = parallel, UseProxy = false };
        return new(new HttpClient(sockets) { BaseAddress = host, Timeout = RequestTimeout });
    }

    /// <summary>A client of the same host that acts for a merchant. It shares this client's connection.</summary>
    public HostClient ForMerchant(string merchantId) =>
        new(
            http,
            new JsonObject
            {
                ["sub"] = Subject,
                ["roles"] = new JsonArray("merchant"),
                ["merchant_id"] = merchantId,
            }
        );

    /// <summary>Gets a token. Fails if no host answers.</summary>
    public async Task Authenticate(CancellationToken ct)
    {
        if (!await TryAuthenticate(ct))
            throw new CommandException(
                $"No host answers at {http.BaseAddress}: start one with dotnet run --project functions/Points.Local."
            );
    }

    /// <summary>Sends a request, with retries, until the answer is final.</summary>
    public Task<HostResponse> Send(
        HttpMethod method,
        string path,
        JsonObject? body,
        string? key,
        CancellationToken ct
    ) => Send(method, path, body, key is null ? null : new Header("Idempotency-Key", key), ct);

    /// <summary>Puts a message into a queue. The token becomes a property of the message.</summary>
    public Task<HostResponse> Enqueue(string queue, string messageId, JsonObject body, CancellationToken ct) =>
        Send(HttpMethod.Post, $"local/queues/{queue}", body, new Header("MessageId", messageId), ct);

    /// <summary>Reads from the answer how many points an accepted request moved.</summary>
    public long ReadPoints(HostResponse answer) => answer.Number("points") ?? throw UnexpectedAnswer(answer);

    /// <summary>The error for an answer that a one-machine host never gives.</summary>
    public CommandException UnexpectedAnswer(HostResponse answer) =>
        new(
            $"The server at {http.BaseAddress} (status {(int)answer.Status}) is not the one-machine host: "
                + "name the host with --data or --url."
        );

    public void Dispose() => http.Dispose();

    private async Task<HostResponse> Send(
        HttpMethod method,
        string path,
        JsonObject? body,
        Header? header,
        CancellationToken ct
    )
    {
        var json = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, ClientJson.Default.JsonObject);
        var reply = await (_retries ??= BuildRetries()).ExecuteAsync(
            async token => await TrySend(method, path, json, header, token),
            ct
        );
        return reply is { IsFinal: true, Answer: { } answer }
            ? answer
            : throw new CommandException(
                $"The host at {http.BaseAddress} does not answer ({DescribeFailure(reply.Answer)}); "
                    + "run the same command again to continue."
            );
    }

    private ResiliencePipeline<Reply> BuildRetries() =>
        new ResiliencePipelineBuilder<Reply>()
            .AddRetry(
                new()
                {
                    ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { IsFinal: false }),
                    MaxRetryAttempts = AttemptsMax - 1,
                    Delay = FirstWait,
                    MaxDelay = LongestWait,
                    BackoffType = DelayBackoffType.Exponential,
                    DelayGenerator = args => FindDelay(args.Outcome.Result, args.Context.CancellationToken),
                }
            )
            .Build();

    /// <returns>
    /// No delay where the host asked for a token and gave a new one; the delay that the host asked for; or null for the
    /// usual delay, which grows from attempt to attempt.
    /// </returns>
    private async ValueTask<TimeSpan?> FindDelay(Reply? reply, CancellationToken ct) =>
        reply?.Answer?.Status == HttpStatusCode.Unauthorized && await TryAuthenticate(ct)
            ? TimeSpan.Zero
            : reply?.RetryAfter;

    private static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.TooManyRequests
                or HttpStatusCode.RequestTimeout
                or HttpStatusCode.Unauthorized
                or >= HttpStatusCode.InternalServerError;

    private static string DescribeFailure(HostResponse? answer) =>
        answer is null ? "no connection" : $"status {(int)answer.Status}";

    private async Task<Reply> TrySend(
        HttpMethod method,
        string path,
        byte[]? json,
        Header? header,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (_token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (header is not null)
            request.Headers.Add(header.Name, header.Value);
        if (json is not null)
            request.Content = new ByteArrayContent(json)
            {
                Headers = { ContentType = new(MediaTypeNames.Application.Json) },
            };
        try
        {
            using var response = await http.SendAsync(request, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            return new(
                new(response.StatusCode, response.Headers.Contains("Idempotent-Replayed"), body),
                response.Headers.RetryAfter?.Delta
            );
        }
        catch (Exception fault)
            when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return new(null, null);
        }
    }

    /// <returns>False if the host did not answer, or answered with a transient error.</returns>
    private async Task<bool> TryAuthenticate(CancellationToken ct)
    {
        var (answer, _) = await TrySend(HttpMethod.Post, "local/tokens", _tokenRequest, header: null, ct);
        if (answer is null || (IsTransient(answer.Status) && answer.Status != HttpStatusCode.Unauthorized))
            return false;
        _token = (answer.IsSuccess ? answer.Text("token") : null) ?? throw UnexpectedAnswer(answer);
        return true;
    }

    private sealed record Header(string Name, string Value);

    /// <param name="Answer">Null if the host did not answer.</param>
    private sealed record Reply(HostResponse? Answer, TimeSpan? RetryAfter)
    {
        public bool IsFinal => Answer is not null && !IsTransient(Answer.Status);
    }
}
