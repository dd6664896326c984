using System.Net;
using Points.Local.Cosmos.Protocol;

namespace Points.Local.Hosting;

/// <summary>
/// Sees what a reader of a change feed is answered. The reader asks for more only once what it got before is handled, so
/// "nothing more" to a question that came later than some moment says exactly that all changes up to that moment are handled.
/// </summary>
internal sealed class FeedWatch : DelegatingHandler
{
    private readonly Lock _gate = new();
    private readonly List<Waiter> _waiters = [];
    private long _questions;

    /// <summary>Physical ranges of the container: each has its own feed.</summary>
    public int Ranges { get; set; } = 1;

    /// <summary>Stands between a client and its store.</summary>
    public FeedWatch Before(HttpMessageHandler store)
    {
        InnerHandler ??= store;
        return this;
    }

    /// <summary>Completes when everything that is committed now is handled.</summary>
    public async Task Drained(CancellationToken ct)
    {
        Waiter waiter;
        lock (_gate) _waiters.Add(waiter = new(_questions));
        try
        {
            await waiter.Done.Task.WaitAsync(ct);
        }
        finally
        {
            lock (_gate) _waiters.Remove(waiter);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Contains(HeaderNames.IncrementalFeed)) return await base.SendAsync(request, cancellationToken);
        long question;
        lock (_gate) question = ++_questions;
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified) Nothing(question, RangeOf(request));
        return response;
    }

    private void Nothing(long question, string range)
    {
        lock (_gate)
        {
            foreach (var waiter in _waiters)
                if (question > waiter.After && waiter.Ranges.Add(range) && waiter.Ranges.Count >= Ranges) waiter.Done.TrySetResult();
        }
    }

    private static string RangeOf(HttpRequestMessage request) =>
        string.Join('/', Header(request, HeaderNames.RangeId), Header(request, HeaderNames.StartEpk));

    private static string Header(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";

    private sealed record Waiter(long After)
    {
        public HashSet<string> Ranges { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
