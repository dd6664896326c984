using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Points.Cosmos.Sealing;
using Points.Functions;
using Points.Local.Hosting;
using Points.Local.Observing;

namespace Points.Torture.Instances;

/// <summary>
/// One instance of the app: the services, functions and routes of the real one, with its own client of the store and
/// its own memory. It can be killed in the middle of its work.
/// </summary>
internal sealed class Instance
{
    private static readonly IReadOnlyList<HttpFunction> Routes = FunctionDiscovery.HttpFunctionsIn(
        typeof(PointsServices).Assembly
    );

    private static readonly IReadOnlyList<TimerFunction> Jobs = TimerFunction.From(
        typeof(PointsServices).Assembly.ExportedTypes
    );

    private readonly CancellationTokenSource _dead = new();
    private readonly PowerSwitch _power;
    private readonly WebApplication _app;
    private readonly FunctionPumps? _pumps;

    private Instance(PowerSwitch power, WebApplication app, FunctionPumps? pumps, Uri address) =>
        (_power, _app, _pumps, Http) = (
            power,
            app,
            pumps,
            new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address }
        );

    /// <summary>The names of all jobs.</summary>
    public static IReadOnlyList<string> JobNames { get; } = [.. Jobs.Select(job => job.Name)];

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Cancelled when the instance is killed: its callers lose their connections.</summary>
    public CancellationToken Dead => _dead.Token;

    /// <summary>Waits until all messages and changes are handled; null on an instance that handles none.</summary>
    public IdleDetector? Idle => _pumps?.IdleDetector;

    /// <param name="runsPumps">Whether it handles messages and changes, too.</param>
    public static async Task<Instance> Start(Cloud cloud, bool runsPumps, LogLevel logs, CancellationToken ct)
    {
        var power = new PowerSwitch(cloud.Store.Handler);
        var app = FunctionServer.Build(0, Routes, services => AddServices(services, cloud, power), logs);
        var pumps = runsPumps
            ? new FunctionPumps(
                typeof(PointsServices).Assembly.ExportedTypes,
                cloud.Store,
                cloud.Bus,
                app.Services,
                TimeProvider.System
            )
            : null;
        var instance = new Instance(power, app, pumps, await FunctionServer.Start(app, 0, ct));
        try
        {
            if (pumps is not null)
                await pumps.Start();
            return instance;
        }
        catch
        {
            // Half started, it would keep the leases of the changes from the instance that follows it.
            await instance.Kill();
            throw;
        }
    }

    /// <summary>Runs a job on this instance.</summary>
    public Task RunJob(string name) =>
        Jobs.Single(job => job.Name == name).Call.Run(Services, new TimerInfo(), null, CancellationToken.None);

    /// <summary>
    /// Kills it: from now on it reaches neither store nor queues, and its callers get no answers. Its leases, caches
    /// and unfinished requests are lost. The task ends when its threads have ended.
    /// </summary>
    public async Task Kill()
    {
        // The callers' connections first, so that nobody hears what a dead instance would say.
        await _dead.CancelAsync();
        _power.TurnOff();
        await Stop();
    }

    /// <summary>Stops it as a new deployment does: work under way ends, and leases are returned.</summary>
    public async Task Stop()
    {
        if (_pumps is not null)
            await _pumps.DisposeAsync();
        try
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        catch (Exception) when (_power.IsOff)
        {
            // A dead instance cannot tidy up.
        }
        Http.Dispose();
    }

    private static void AddServices(IServiceCollection services, Cloud cloud, PowerSwitch power)
    {
        cloud.AddTo(services, power);
        services
            .AddSingleton(host =>
                cloud
                    .Store.ConnectMeasured(options =>
                        options.HttpClientFactory = () => new HttpClient(power, disposeHandler: false)
                    )
                    .WithSeals(host.GetRequiredService<DocumentSeals>())
            )
            .AddPoints();
    }
}
