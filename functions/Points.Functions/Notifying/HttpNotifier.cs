using System.Net.Http.Headers;
using Points.Domain.Notifying;
using Points.Domain.Programmes;
using Points.Domain.Reading;

namespace Points.Functions.Notifying;

/// <summary>
/// Posts notices to gateways as signed JSON. A notice has the same id every time it is sent on a channel, so a
/// gateway can drop repeats. Anything but a 2xx answer in time is a failure.
/// </summary>
public sealed class HttpNotifier : INotifier, IDisposable
{
    public const string TimedOut = "timeout",
        NoConnection = "no-connection";

    /// <summary>Short, because the delivery holds the locks of many messages meanwhile.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    /// <summary>An answer's body is not read. If it is longer than this, the connection is closed.</summary>
    private const int AnswerBytesMax = 16 * 1024;

    /// <summary>
    /// Enough for all concurrent calls, of several batches and both channels: a call must not spend its time waiting
    /// for a connection.
    /// </summary>
    private const int ConnectionsMax = 1_024;

    private const string IdempotencyKey = "Idempotency-Key",
        Json = "application/json";

    private readonly Gateways _gateways;
    private readonly TimeSpan _timeMax;
    private readonly TimeProvider _machine;

    /// <summary>Follows no redirect: a signed notice goes only to the address in the settings.</summary>
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = ConnectionsMax,
            MaxResponseDrainSize = AnswerBytesMax,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="machine">The machine's clock, which signatures need; business time can be set.</param>
    /// <param name="timeMax">The time limit of one call; <see cref="RequestTimeout"/> by default.</param>
    public HttpNotifier(Gateways gateways, TimeProvider machine, TimeSpan? timeMax = null) =>
        (_gateways, _machine, _timeMax) = (gateways, machine, timeMax ?? RequestTimeout);

    public bool IsSetUp(NoticeChannel channel) => _gateways.For(channel) is { Url: not null };

    public async Task<string?> Send(NoticeChannel channel, OutgoingNotice notice, CancellationToken ct)
    {
        if (_gateways.For(channel) is not { Url: { } url, Key: var key })
            throw new InvalidOperationException($"channel {channel} has no gateway");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_timeMax);
        using var request = CreateRequest(channel, notice, url, key);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return response.IsSuccessStatusCode ? null : $"http-{(int)response.StatusCode}";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return TimedOut;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return NoConnection;
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage CreateRequest(NoticeChannel channel, OutgoingNotice notice, Uri url, GatewayKey key)
    {
        var body = ReadableJson.Serialize(GatewayBody.From(channel, notice), NotifyingJson.Default.GatewayBody);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Json);
        request.Headers.Add(IdempotencyKey, $"{notice.NoticeKey}~{EnumNames.NameOf(channel)}");
        request.Headers.Add(GatewayKey.Header, key.Sign(body.Span, _machine.GetUtcNow()));
        return request;
    }
}
