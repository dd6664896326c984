using Emulators.CosmosDb;
using Emulators.CosmosDb.Serving;
using Emulators.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Points.Domain.Keys;
using Points.Local.Hosting;
using Points.Local.Tokens;

namespace Points.Local;

/// <summary>
/// The whole app on one machine. It runs the same functions and the same store code as in Azure, over the files of one
/// data folder.
/// </summary>
public sealed class LocalHost : IAsyncDisposable
{
    private readonly DisposalStack _disposables;
    private readonly WebApplication _app;
    private readonly FunctionPumps _pumps;
    private readonly TimerPumps _timers;

    internal LocalHost(
        DisposalStack disposables,
        WebApplication app,
        FunctionPumps pumps,
        TimerPumps timers,
        LocalTokens tokens,
        SecretKeys keys
    ) => (_disposables, _app, _pumps, _timers, Tokens, Keys) = (disposables, app, pumps, timers, tokens, keys);

    /// <summary>The URL on which the host listens.</summary>
    public required Uri Address { get; init; }

    /// <summary>The full path of the data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether this run created the data in the folder.</summary>
    public required bool IsFirstRun { get; init; }

    /// <summary>Business time: the machine's clock plus the offset that <c>PUT /local/clock</c> sets.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The Cosmos DB emulator. Tests inject faults into it.</summary>
    public required CosmosEmulator Store { get; init; }

    /// <summary>Serves the store to other programs; null when no port was asked for.</summary>
    public CosmosServer? StoreServer { get; init; }

    /// <summary>The Service Bus emulator.</summary>
    public required ServiceBusEmulator Bus { get; init; }

    internal LocalTokens Tokens { get; }

    internal SecretKeys Keys { get; }

    /// <summary>Reports when all functions have handled what was committed and queued.</summary>
    internal IdleDetector IdleDetector => _pumps.IdleDetector;

    /// <exception cref="CannotStartException">The message says in one sentence why the host cannot start.</exception>
    public static async Task<LocalHost> Start(LocalHostOptions options, CancellationToken ct = default)
    {
        var disposables = new DisposalStack();
        try
        {
            return await new LocalHostBuilder(options, disposables).Start(ct);
        }
        catch (Exception fault)
        {
            await disposables.DisposeAsync();
            if (fault is IOException or UnauthorizedAccessException)
                throw new CannotStartException(fault.Message, fault);
            throw;
        }
    }

    /// <summary>Answers the requests under way, waits for running functions to end, then closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_timers.Stop(), _pumps.Stop(), _app.StopAsync());
        await _disposables.DisposeAsync();
    }
}
