using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Sealing;
using Points.Domain.Keys;
using Points.Local;
using Points.Local.Tokens;

namespace Points.Tests;

/// <summary>
/// A complete host in this process, on a free port. Its data folder is temporary and is deleted with it. A folder that
/// the test gives is kept, so that another host can start on it.
/// </summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly LocalHost _host;
    private readonly TempFolder? _folder;

    private RunningHost(LocalHost host, TempFolder? folder) =>
        (_host, _folder, Api) = (host, folder, new(host.Address));

    public Uri Address => _host.Address;

    public string DataFolder => _host.DataFolder;

    public TimeProvider Clock => _host.Clock;

    /// <summary>The store, into which a test can inject faults.</summary>
    public CosmosEmulator Store => _host.Store;

    internal LocalTokens Tokens => _host.Tokens;

    internal SecretKeys Keys => _host.Keys;

    /// <summary>What gives documents the MACs of this host.</summary>
    internal DocumentSeals Seals => new(Keys.Integrity, Clock, null, (_, _) => Task.CompletedTask);

    /// <summary>Connects to the store as the app does.</summary>
    public CosmosClient Connect() => Store.Connect().WithSeals(Seals);

    internal Api Api { get; }

    /// <param name="runsTimers">Off by default: tests that set the clock run their jobs by hand.</param>
    public static async Task<RunningHost> Start(
        string? dataFolder = null,
        bool runsTimers = false,
        Func<LocalHostOptions, LocalHostOptions>? configure = null
    )
    {
        var folder = dataFolder is null ? new TempFolder() : null;
        var options = new LocalHostOptions(dataFolder ?? folder!.PathOf("data")) { Port = 0, RunsTimers = runsTimers };
        return new(
            await LocalHost.Start(
                configure is null ? options : configure(options),
                TestContext.Current.CancellationToken
            ),
            folder
        );
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _host.DisposeAsync();
        _folder?.Dispose();
    }
}
