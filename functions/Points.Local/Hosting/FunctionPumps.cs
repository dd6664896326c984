using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Points.Local.Cosmos;
using Points.Local.Messaging;

namespace Points.Local.Hosting;

/// <summary>Runs all functions that run for messages and for changes.</summary>
internal sealed class FunctionPumps : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly InvocationToken _calls;
    private readonly MessagePump[] _messages;
    private readonly ChangeFeedPump[] _feeds;
    private Task _running = Task.CompletedTask;
    private Task? _stopped;

    /// <exception cref="InvalidOperationException">A function asks for what this host does not have.</exception>
    public FunctionPumps(
        IEnumerable<Type> types,
        LocalCosmos store,
        LocalBus bus,
        IServiceProvider services,
        TimeProvider time
    )
    {
        var (found, settings, runningCalls) = (types.ToArray(), HostSettings.Read(), new RunningCalls());
        var log = services.GetRequiredService<ILogger<FunctionPumps>>();
        _calls = services.GetRequiredService<InvocationToken>();
        var (messages, feeds) = (MessageFunction.From(found), ChangeFeedFunction.From(found));
        FunctionNames = [.. messages.Select(function => function.Name), .. feeds.Select(function => function.Name)];
        _messages =
        [
            .. messages.Select(function => new MessagePump(function, bus, settings, services, runningCalls, time, log)),
        ];
        _feeds =
        [
            .. feeds.Select(function => new ChangeFeedPump(function, store, services, runningCalls, log, _calls.Value)),
        ];
        IdleDetector = new(
            store,
            bus,
            [.. messages.Select(function => function.Queue).Distinct(StringComparer.Ordinal)],
            [.. _feeds.Select(feed => feed.Monitor)],
            runningCalls
        );
    }

    /// <summary>Of the functions.</summary>
    public IReadOnlyList<string> FunctionNames { get; }

    public IdleDetector IdleDetector { get; }

    public async Task Start()
    {
        _running = Task.WhenAll(_messages.Select(pump => pump.Run(_stopping.Token, _calls.Value)));
        foreach (var feed in _feeds)
            await feed.Start();
    }

    /// <summary>Begins nothing more, and waits for what was begun as long as functions are given.</summary>
    public Task Stop() => _stopped ??= StopOnce();

    public async ValueTask DisposeAsync()
    {
        await Stop();
        foreach (var feed in _feeds)
            await feed.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task StopOnce()
    {
        await _stopping.CancelAsync();
        try
        {
            await Task.WhenAll([_running, .. _feeds.Select(feed => feed.Stop())]).WaitAsync(InvocationToken.StopMax);
        }
        catch (TimeoutException)
        {
            // A function does not end. Its messages and changes come again after the next start.
        }
    }
}
