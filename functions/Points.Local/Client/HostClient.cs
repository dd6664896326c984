using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Points.Local.Client;

/// <summary>
/// Talks to a running host, as an operator if nothing else is said. What may help is tried again, a bounded number of
/// times: every request made here is safe to repeat.
/// </summary>
/// <param name="tokenOrder">For whom the host is to make the token that all requests carry.</param>
internal sealed class HostClient(HttpClient http, JsonObject? tokenOrder = null) : IDisposable
{
    private const int AttemptsMax = 8;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200),
        LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);
    private const string Subject = "points-local";

    private readonly byte[] _tokenRequest = JsonSerializer.SerializeToUtf8Bytes(
        tokenOrder ?? new JsonObject { ["sub"] = Subject, ["roles"] = new JsonArray("operator") },
        ClientJson.Default.JsonObject
    );

    private volatile string? _token;

    public static HostClient Connect(Uri host, int parallel)
    {
        var sockets = new SocketsHttpHandler { MaxConnectionsPerServer = parallel, UseProxy = false };
        return new(new HttpClient(sockets) { BaseAddress = host, Timeout = RequestTimeout });
    }

    /// <summary>The same host, spoken to for a merchant. It lives no longer than this.</summary>
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

    /// <summary>Gets a token, and so finds out whether a host is there at all.</summary>
    public async Task Authenticate(CancellationToken ct)
    {
        if (!await TryAuthenticate(ct))
            throw new CommandException(
                $"No host answers at {http.BaseAddress}: start one with dotnet run --project functions/Points.Local."
            );
    }

    /// <summary>Sends a request until it has an answer that will not get better by asking again.</summary>
    public Task<HostResponse> Send(
        HttpMethod method,
        string path,
        JsonObject? body,
        string? key,
        CancellationToken ct
    ) => Send(method, path, body, key is null ? null : new Header("Idempotency-Key", key), ct);

    /// <summary>Puts a message into a queue, with the token as its property.</summary>
    public Task<HostResponse> Enqueue(string queue, string messageId, JsonObject body, CancellationToken ct) =>
        Send(HttpMethod.Post, $"local/queues/{queue}", body, new Header("MessageId", messageId), ct);

    /// <summary>How many points a request moved that the host has taken.</summary>
    public long ReadPoints(HostResponse answer) => answer.Number("points") ?? throw UnexpectedAnswer(answer);

    /// <summary>What to say of an answer that the host does not give.</summary>
    public CommandException UnexpectedAnswer(HostResponse answer) =>
        new(
            $"What answers at {http.BaseAddress} (status {(int)answer.Status}) is not the one-machine host: say where that listens."
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
        for (var attempt = 1; ; attempt++)
        {
            var (answer, wait) = await TrySend(method, path, json, header, ct);
            if (answer is not null && !IsTransient(answer.Status))
                return answer;
            if (attempt == AttemptsMax)
                throw new CommandException(
                    $"The host at {http.BaseAddress} has no answer ({(answer is null ? "no connection" : $"status {(int)answer.Status}")}); run the same command again to go on."
                );
            var isAllowedAgain = answer?.Status == HttpStatusCode.Unauthorized && await TryAuthenticate(ct);
            if (!isAllowedAgain)
                await Task.Delay(wait ?? RetryDelay(attempt), ct);
        }
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.TooManyRequests
                or HttpStatusCode.RequestTimeout
                or HttpStatusCode.Unauthorized
                or >= HttpStatusCode.InternalServerError;

    private static TimeSpan RetryDelay(int attempt)
    {
        var wait = FirstWait * Math.Pow(2, attempt - 1);
        return wait < LongestWait ? wait : LongestWait;
    }

    private async Task<(HostResponse? Answer, TimeSpan? RetryAfter)> TrySend(
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
            return (
                new(response.StatusCode, response.Headers.Contains("Idempotent-Replayed"), body),
                response.Headers.RetryAfter?.Delta
            );
        }
        catch (Exception fault)
            when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return (null, null);
        }
    }

    /// <returns>False if nothing answered, which may pass.</returns>
    private async Task<bool> TryAuthenticate(CancellationToken ct)
    {
        var (answer, _) = await TrySend(HttpMethod.Post, "local/tokens", _tokenRequest, header: null, ct);
        if (answer is null || (IsTransient(answer.Status) && answer.Status != HttpStatusCode.Unauthorized))
            return false;
        _token = (answer.IsSuccess ? answer.Text("token") : null) ?? throw UnexpectedAnswer(answer);
        return true;
    }

    private sealed record Header(string Name, string Value);
}
