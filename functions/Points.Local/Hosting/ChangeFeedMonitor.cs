using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Points.Local.Cosmos.Protocol;

namespace Points.Local.Hosting;

/// <summary>
/// Sees what a reader of a change feed asks and is answered. The reader asks for more only once what it got before is
/// handled: a question for what follows a change says that all changes up to that one are handled, and the answer "nothing
/// more" that all are which there were.
/// </summary>
internal sealed class ChangeFeedMonitor : DelegatingHandler
{
    private readonly Lock _gate = new();
    private readonly List<Waiter> _waiters = [];
    private TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _requests;
    private bool _lastPageWasPartial,
        _isEnding;

    /// <summary>Physical ranges of the container: each has its own feed.</summary>
    public int Ranges { get; set; } = 1;

    /// <summary>
    /// How long a question is held back after an answer that was not full: one call for many changes is cheaper than many
    /// calls. Not where somebody waits for changes to be handled.
    /// </summary>
    public TimeSpan DelayAfterPartialPage { get; set; }

    /// <summary>Holds back no more questions: the reader is to end, and what it asks is to be answered at once.</summary>
    public void ReleaseDelays()
    {
        lock (_gate)
        {
            _isEnding = true;
            _wanted.TrySetResult();
        }
    }

    /// <summary>Stands between a client and its store.</summary>
    public ChangeFeedMonitor WrapHandler(HttpMessageHandler inner)
    {
        InnerHandler ??= inner;
        return this;
    }

    /// <summary>Completes when every change up to a number is handled.</summary>
    public async Task WaitUntilHandled(long upTo, CancellationToken ct)
    {
        Waiter waiter;
        lock (_gate)
        {
            _waiters.Add(waiter = new(_requests, upTo));
            _wanted.TrySetResult();
        }
        try
        {
            await waiter.Done.Task.WaitAsync(ct);
        }
        finally
        {
            lock (_gate)
                if (_waiters.Remove(waiter) && _waiters.Count == 0 && !_isEnding)
                    _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
        long question;
        lock (_gate)
            question = ++_requests;
        var response = await base.SendAsync(request, cancellationToken);
        Volatile.Write(ref _lastPageWasPartial, IsPartialPage(request, response));
        RecordProgress(
            question,
            PositionOf(request),
            response.StatusCode == HttpStatusCode.NotModified,
            RangeOf(request)
        );
        return response;
    }

    private async Task Delay(CancellationToken ct)
    {
        Task wanted;
        lock (_gate)
            wanted = _wanted.Task;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(wanted, Task.Delay(DelayAfterPartialPage, over.Token));
        await over.CancelAsync();
    }

    private static bool IsPartialPage(HttpRequestMessage request, HttpResponseMessage response) =>
        ReadNumber(request.Headers.NonValidated, HeaderNames.MaxItemCount) is var most
        && (most <= 0 || ReadNumber(response.Headers.NonValidated, HeaderNames.ItemCount) < most);

    private static long ReadNumber(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private void RecordProgress(long requestNumber, long position, bool isAtEnd, string range)
    {
        lock (_gate)
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

    /// <summary>The number of the change that the reader asks to go on from; 0 when it begins.</summary>
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

    /// <param name="SinceRequest">Questions asked before do not count: they may have been answered before.</param>
    private sealed record Waiter(long SinceRequest, long UpToChange)
    {
        public HashSet<string> RangesHandled { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
