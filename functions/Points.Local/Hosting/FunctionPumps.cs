using Emulators.CosmosDb;
using Emulators.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Points.Local.Hosting;

/// <summary>Runs all functions that have a queue trigger or a change feed trigger.</summary>
internal sealed class FunctionPumps : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly InvocationToken _calls;
    private readonly MessagePump[] _messages;
    private readonly ChangeFeedPump[] _feeds;
    private Task _running = Task.CompletedTask;
    private Task? _stopped;

    /// <exception cref="InvalidOperationException">This host cannot run one of the functions.</exception>
    public FunctionPumps(
        IEnumerable<Type> types,
        CosmosEmulator store,
        ServiceBusEmulator bus,
        IServiceProvider services,
        TimeProvider time
    )
    {
        var (allTypes, settings, runningCalls) = (types.ToArray(), HostSettings.Read(), new RunningCalls());
        var log = services.GetRequiredService<ILogger<FunctionPumps>>();
        _calls = services.GetRequiredService<InvocationToken>();
        var (messages, feeds) = (MessageFunction.From(allTypes), ChangeFeedFunction.From(allTypes));
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

    /// <summary>The names of the functions that the pumps run.</summary>
    public IReadOnlyList<string> FunctionNames { get; }

    public IdleDetector IdleDetector { get; }

    public async Task Start()
    {
        _running = Task.WhenAll(_messages.Select(pump => pump.Run(_stopping.Token, _calls.Value)));
        foreach (var feed in _feeds)
            await feed.Start();
    }

    /// <summary>Starts no new calls and waits for running ones, up to <see cref="InvocationToken.StopMax"/>.</summary>
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
            // A function did not end. It gets its messages and changes again after the next start.
        }
    }
}
