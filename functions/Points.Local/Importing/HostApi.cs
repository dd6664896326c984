using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Points.Local.Importing;

/// <summary>
/// Talks to a running host as an operator. What may help is tried again, a bounded number of times: every request made
/// here is safe to repeat.
/// </summary>
internal sealed class HostApi(HttpClient http) : IDisposable
{
    private const int AttemptsMax = 8;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200), LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);
    private static readonly byte[] TokenOrder = """{"sub":"import","roles":["operator"]}"""u8.ToArray();

    private volatile string? _token;

    public static HostApi At(Uri host, int parallel)
    {
        var sockets = new SocketsHttpHandler { MaxConnectionsPerServer = parallel, UseProxy = false };
        return new(new HttpClient(sockets) { BaseAddress = host, Timeout = RequestTimeout });
    }

    /// <summary>Gets a token, and so finds out whether a host is there at all.</summary>
    public async Task Begin(CancellationToken ct)
    {
        if (!await Authorise(ct))
            throw new ImportException($"No host answers at {http.BaseAddress}: start one with dotnet run --project functions/Points.Local.");
    }

    /// <summary>Sends a request until it has an answer that will not get better by asking again.</summary>
    public async Task<HostAnswer> Send(HttpMethod method, string path, JsonObject? body, string? key, CancellationToken ct)
    {
        var json = body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body, ImportJson.Default.JsonObject);
        for (var attempt = 1; ; attempt++)
        {
            var (answer, wait) = await Attempt(method, path, json, key, ct);
            if (answer is not null && !IsPassing(answer.Status)) return answer;
            if (attempt == AttemptsMax)
                throw new ImportException($"The host at {http.BaseAddress} has no answer ({(answer is null ? "no connection" : $"status {(int)answer.Status}")}); run the same command again to go on.");
            var isAllowedAgain = answer?.Status == HttpStatusCode.Unauthorized && await Authorise(ct);
            if (!isAllowedAgain) await Task.Delay(wait ?? WaitBefore(attempt), ct);
        }
    }

    /// <summary>How many points a request moved that the host has taken.</summary>
    public long PointsOf(HostAnswer answer) => answer.Number("points") ?? throw Stranger(answer);

    /// <summary>What to say of an answer that the host does not give.</summary>
    public ImportException Stranger(HostAnswer answer) =>
        new($"What answers at {http.BaseAddress} (status {(int)answer.Status}) is not the one-machine host: say with --url where that listens.");

    public void Dispose() => http.Dispose();

    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError;

    private static TimeSpan WaitBefore(int attempt)
    {
        var wait = FirstWait * Math.Pow(2, attempt - 1);
        return wait < LongestWait ? wait : LongestWait;
    }

    private async Task<(HostAnswer? Answer, TimeSpan? RetryAfter)> Attempt(HttpMethod method, string path, byte[]? json, string? key, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        if (_token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (json is not null) request.Content = new ByteArrayContent(json) { Headers = { ContentType = new(MediaTypeNames.Application.Json) } };
        try
        {
            using var response = await http.SendAsync(request, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            return (new(response.StatusCode, response.Headers.Contains("Idempotent-Replayed"), body), response.Headers.RetryAfter?.Delta);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return (null, null);
        }
    }

    /// <returns>False if nothing answered, which may pass.</returns>
    private async Task<bool> Authorise(CancellationToken ct)
    {
        var (answer, _) = await Attempt(HttpMethod.Post, "local/tokens", TokenOrder, key: null, ct);
        if (answer is null || (IsPassing(answer.Status) && answer.Status != HttpStatusCode.Unauthorized)) return false;
        _token = (answer.IsSuccess ? answer.Text("token") : null) ?? throw Stranger(answer);
        return true;
    }
}
