using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;
using Points.Local.Cosmos;

namespace Points.Local.Hosting;

/// <summary>
/// Runs a function for a container's changes, by the SDK's own processor. A function that throws gets the same changes
/// again, later each time and without end: passing over them would lose them.
/// </summary>
internal sealed partial class ChangeFeedPump : IAsyncDisposable
{
    /// <summary>The same in every run, so that what the last run had leased need not be waited for.</summary>
    private const string Instance = "local";

    /// <summary>The processor asks often, and <see cref="ChangeFeedMonitor"/> holds it back: that can be told when somebody waits.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    /// <summary>Of a trigger that names none, and at most: on one machine people watch.</summary>
    private static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(500);

    private readonly ChangeFeedFunction _function;
    private readonly IServiceProvider _services;
    private readonly RunningCalls _runningCalls;
    private readonly ILogger _log;
    private readonly CosmosClient _client;
    private readonly CancellationToken _call;
    private ChangeFeedProcessor? _processor;

    /// <param name="call">What the function gets: cancelled when it must not go on.</param>
    public ChangeFeedPump(
        ChangeFeedFunction function,
        LocalCosmos store,
        IServiceProvider services,
        RunningCalls runningCalls,
        ILogger log,
        CancellationToken call
    )
    {
        (_function, _services, _runningCalls, _log, _call) = (function, services, runningCalls, log, call);
        _client = store.Connect(Monitor.WrapHandler);
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
        // Only now: to begin, the processor asks several times, each time for an answer that it waits for.
        Monitor.DelayAfterPartialPage =
            trigger.FeedPollDelay > 0
            && TimeSpan.FromMilliseconds(trigger.FeedPollDelay) is var pause
            && pause < PauseMax
                ? pause
                : PauseMax;
    }

    /// <summary>Asks for no more changes; the function under way ends first.</summary>
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

    /// <summary>As a stream: the page is parsed once, for all its documents, and is gone when the function is done with it.</summary>
    private async Task Handle(ChangeFeedProcessorContext context, Stream page, CancellationToken stopping)
    {
        using var running = _runningCalls.Begin();
        using var parsed = await JsonDocument.ParseAsync(page, cancellationToken: stopping);
        var changes = parsed.RootElement.GetProperty("Documents");
        object given = _function.TakesText ? changes.GetRawText() : changes.EnumerateArray().ToArray();
        for (var faults = 0; !await TryCall(given, changes.GetArrayLength()); )
            await Task.Delay(_function.WaitAfter(++faults), stopping);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed on {Count} changes and will get them again")]
    private partial void Failed(Exception fault, string function, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} cannot read its changes and will try again")]
    private partial void CannotReadChanges(Exception fault, string function);
}
