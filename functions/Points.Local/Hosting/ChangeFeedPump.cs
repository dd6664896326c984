using System.Text.Json;
using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Points.Local.Observing;

namespace Points.Local.Hosting;

/// <summary>
/// Runs a function for the changes of a container, with the SDK's change feed processor. A function that throws gets
/// the same changes again, with growing delays and without limit: skipping changes would lose them.
/// </summary>
internal sealed partial class ChangeFeedPump : IAsyncDisposable
{
    /// <summary>
    /// The same in every run, so that a restart can take over its leases without waiting for them to expire.
    /// </summary>
    private const string Instance = "local";

    /// <summary>
    /// Short, because <see cref="ChangeFeedMonitor"/> holds the requests back. Unlike this interval, the monitor can
    /// release a request early when a caller waits for the changes.
    /// </summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// The longest delay between pages. People at the machine see results soon, and each page is short, so that
    /// requests do not wait long while it is handled.
    /// </summary>
    private static readonly TimeSpan DelayMax = TimeSpan.FromMilliseconds(50);

    private readonly ChangeFeedFunction _function;
    private readonly IServiceProvider _services;
    private readonly RunningCalls _runningCalls;
    private readonly ILogger _log;
    private readonly CosmosClient _client;
    private readonly CancellationToken _call;
    private ChangeFeedProcessor? _processor;

    /// <param name="call">The token that the function gets. It is cancelled when the function must stop.</param>
    public ChangeFeedPump(
        ChangeFeedFunction function,
        CosmosEmulator store,
        IServiceProvider services,
        RunningCalls runningCalls,
        ILogger log,
        CancellationToken call
    )
    {
        (_function, _services, _runningCalls, _log, _call) = (function, services, runningCalls, log, call);
        _client = store.ConnectMeasured(options =>
            options.HttpClientFactory = () => new(Monitor.WrapHandler(store.Handler), disposeHandler: false)
        );
    }

    public ChangeFeedMonitor Monitor { get; } = new();

    public async Task Start()
    {
        var trigger = _function.Trigger;
        var changes = _client.GetContainer(trigger.DatabaseName, trigger.ContainerName);
        Monitor.Ranges = (await changes.GetFeedRangesAsync(_call)).Count;
        var builder = changes
            .GetChangeFeedProcessorBuilder(trigger.LeaseContainerPrefix ?? _function.Name, Handle)
            .WithInstanceName(Instance)
            .WithLeaseContainer(
                _client.GetContainer(
                    trigger.LeaseDatabaseName ?? trigger.DatabaseName,
                    trigger.LeaseContainerName ?? "leases"
                )
            )
            .WithPollInterval(PollInterval)
            .WithErrorNotification(
                (_, fault) =>
                {
                    if (Volatile.Read(ref _processor) is not null)
                        CannotReadChanges(fault, _function.Name);
                    return Task.CompletedTask;
                }
            );
        if (trigger.MaxItemsPerInvocation > 0)
            builder = builder.WithMaxItems(trigger.MaxItemsPerInvocation);
        if (trigger.StartFromBeginning)
            builder = builder.WithStartTime(DateTime.MinValue.ToUniversalTime());
        _processor = builder.Build();
        await _processor.StartAsync();
        // Set after the start, because the processor sends several requests to start and waits for each answer.
        Monitor.DelayAfterPartialPage =
            trigger.FeedPollDelay > 0
            && TimeSpan.FromMilliseconds(trigger.FeedPollDelay) is var delay
            && delay < DelayMax
                ? delay
                : DelayMax;
    }

    /// <summary>Stops reading changes, after the running call has ended.</summary>
    public async Task Stop()
    {
        Monitor.ReleaseDelays();
        if (Interlocked.Exchange(ref _processor, null) is { } processor)
            await processor.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _client.Dispose();
    }

    /// <summary>Takes the page as a stream, so that it is parsed only once for all its documents.</summary>
    private async Task Handle(ChangeFeedProcessorContext context, Stream page, CancellationToken stopping)
    {
        using var running = _runningCalls.Begin();
        using var parsed = await JsonDocument.ParseAsync(page, cancellationToken: stopping);
        var changes = parsed.RootElement.GetProperty("Documents");
        object argument = _function.TakesText ? changes.GetRawText() : changes.EnumerateArray().ToArray();
        for (var failures = 0; !await TryCall(argument, changes.GetArrayLength()); )
            await Task.Delay(_function.WaitAfter(++failures), stopping);
    }

    private async Task<bool> TryCall(object changes, int count)
    {
        try
        {
            await _function.Call.Run(_services, changes, null, _call);
            return true;
        }
        catch (Exception fault)
        {
            Failed(fault, _function.Name, count);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed on {Count} changes and will retry them")]
    private partial void Failed(Exception fault, string function, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not read the changes for {Function}; will retry")]
    private partial void CannotReadChanges(Exception fault, string function);
}
