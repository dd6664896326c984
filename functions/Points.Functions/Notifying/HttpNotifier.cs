using System.Net.Http.Headers;
using Points.Domain.Notifying;
using Points.Domain.Programmes;
using Points.Domain.Reading;

namespace Points.Functions.Notifying;

/// <summary>
/// Posts notices to gateways: signed JSON, with an id that is the same however often a notice is sent by a channel, so that
/// a gateway drops what it has had. Anything but a 2xx in time is a failure.
/// </summary>
public sealed class HttpNotifier : INotifier, IDisposable
{
    public const string TimedOut = "timeout",
        NoConnection = "no-connection";

    /// <summary>Whoever delivers holds locks of many messages.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    /// <summary>What a gateway says beside its status is not read; more than this of it costs it the connection.</summary>
    private const int AnswerBytesMax = 16 * 1024;

    /// <summary>As many as there can be calls at once, of several batches and both channels: a call must not spend its time in waiting for another's connection.</summary>
    private const int ConnectionsMax = 1_024;

    private const string IdempotencyKey = "Idempotency-Key",
        Json = "application/json";

    private readonly Gateways _gateways;
    private readonly TimeSpan _timeMax;
    private readonly TimeProvider _machine;

    /// <summary>Follows no redirect: a signed notice goes where the settings say, and nowhere else.</summary>
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

    /// <param name="machine">The machine's clock, which gateways share: business time can be set.</param>
    /// <param name="timeMax">For one call; <see cref="RequestTimeout"/> if nothing is said.</param>
    public HttpNotifier(Gateways gateways, TimeProvider machine, TimeSpan? timeMax = null) =>
        (_gateways, _machine, _timeMax) = (gateways, machine, timeMax ?? RequestTimeout);

    public bool IsSetUp(NoticeChannel channel) => _gateways.For(channel) is { Url: not null };

    public async Task<string?> Send(NoticeChannel channel, OutgoingNotice notice, CancellationToken ct)
    {
        if (_gateways.For(channel) is not { Url: { } url, Key: var key })
            throw new InvalidOperationException($"there is no gateway for {channel}");
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
