using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Emulators.CosmosDb.Protocol;

namespace Points.Local.Hosting;

/// <summary>
/// Watches the requests of a change feed reader to learn which changes the function has handled. The reader asks for
/// more only after it has handled the previous page. So a request that continues from change n shows that all changes
/// up to n are handled, and the answer "not modified" shows that all existing changes are handled.
/// </summary>
internal sealed class ChangeFeedMonitor : DelegatingHandler
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private TaskCompletionSource _delayReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _requests;
    private bool _lastPageWasPartial,
        _isEnding;

    /// <summary>The number of physical partitions of the container. Each has its own feed.</summary>
    public int Ranges { get; set; } = 1;

    /// <summary>
    /// How long to hold back the next request after a page that was not full. One call for many changes is cheaper than
    /// many calls. There is no delay while <see cref="WaitUntilHandled"/> waits.
    /// </summary>
    public TimeSpan DelayAfterPartialPage { get; set; }

    /// <summary>Stops holding back requests, so that the reader can stop at once.</summary>
    public void ReleaseDelays()
    {
        lock (_lock)
        {
            _isEnding = true;
            _delayReleased.TrySetResult();
        }
    }

    /// <summary>Puts this handler between a Cosmos client and the store.</summary>
    public ChangeFeedMonitor WrapHandler(HttpMessageHandler inner)
    {
        InnerHandler ??= inner;
        return this;
    }

    /// <summary>Waits until every change up to a sequence number is handled.</summary>
    public async Task WaitUntilHandled(long upTo, CancellationToken ct)
    {
        Waiter waiter;
        lock (_lock)
        {
            _waiters.Add(waiter = new(_requests, upTo));
            _delayReleased.TrySetResult();
        }
        try
        {
            await waiter.Done.Task.WaitAsync(ct);
        }
        finally
        {
            lock (_lock)
                if (_waiters.Remove(waiter) && _waiters.Count == 0 && !_isEnding)
                    _delayReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!request.Headers.Contains(HeaderNames.IncrementalFeed))
            return await base.SendAsync(request, cancellationToken);
        if (Volatile.Read(ref _lastPageWasPartial))
            await Delay(cancellationToken);
        long requestNumber;
        lock (_lock)
            requestNumber = ++_requests;
        var response = await base.SendAsync(request, cancellationToken);
        Volatile.Write(ref _lastPageWasPartial, IsPartialPage(request, response));
        RecordProgress(
            requestNumber,
            PositionOf(request),
            response.StatusCode == HttpStatusCode.NotModified,
            RangeOf(request)
        );
        return response;
    }

    private async Task Delay(CancellationToken ct)
    {
        Task released;
        lock (_lock)
            released = _delayReleased.Task;
        using var delayEnded = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(released, Task.Delay(DelayAfterPartialPage, delayEnded.Token));
        await delayEnded.CancelAsync();
    }

    private static bool IsPartialPage(HttpRequestMessage request, HttpResponseMessage response) =>
        ReadNumber(request.Headers.NonValidated, HeaderNames.MaxItemCount) is var max
        && (max <= 0 || ReadNumber(response.Headers.NonValidated, HeaderNames.ItemCount) < max);

    private static long ReadNumber(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private void RecordProgress(long requestNumber, long position, bool isAtEnd, string range)
    {
        lock (_lock)
        {
            foreach (var waiter in _waiters)
                if (
                    ((isAtEnd && requestNumber > waiter.SinceRequest) || position >= waiter.UpToChange)
                    && waiter.RangesHandled.Add(range)
                    && waiter.RangesHandled.Count >= Ranges
                )
                    waiter.Done.TrySetResult();
        }
    }

    /// <summary>The sequence number that the reader continues from; 0 at the start.</summary>
    private static long PositionOf(HttpRequestMessage request) =>
        long.TryParse(
            Header(request, HeaderNames.IfNoneMatch).AsSpan().Trim('"'),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var position
        )
            ? position
            : 0;

    private static string RangeOf(HttpRequestMessage request) =>
        string.Join('/', Header(request, HeaderNames.RangeId), Header(request, HeaderNames.StartEpk));

    private static string Header(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";

    /// <param name="SinceRequest">
    /// Only later requests count: an earlier one may have been answered before the wait began.
    /// </param>
    private sealed record Waiter(long SinceRequest, long UpToChange)
    {
        public HashSet<string> RangesHandled { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
