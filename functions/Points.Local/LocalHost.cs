using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos;
using Points.Cosmos.Budgets;
using Points.Domain;
using Points.Domain.Files;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Releasing;
using Points.Functions;
using Points.Local.Archive;
using Points.Local.Clock;
using Points.Local.Cosmos;
using Points.Local.Hosting;
using Points.Local.Messaging;
using Points.Local.Notifying;
using Points.Local.OpenApi;
using Points.Local.Programmes;
using Points.Local.Tokens;

namespace Points.Local;

/// <summary>The whole app on one machine: the same functions and the same store code as in Azure, over files of one folder.</summary>
public sealed class LocalHost : IAsyncDisposable
{
    /// <summary>The file in the data folder that says where the host listens, for those who know only the folder.</summary>
    private const string AddressFile = "address";

    private readonly DisposalStack _disposables;
    private readonly WebApplication _app;
    private readonly FunctionPumps _pumps;
    private readonly TimerPumps _timers;

    private LocalHost(DisposalStack disposables, WebApplication app, FunctionPumps pumps, TimerPumps timers) =>
        (_disposables, _app, _pumps, _timers) = (disposables, app, pumps, timers);

    public required Uri Address { get; init; }

    /// <summary>Where everything is kept, as a full path.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether the data folder was made by this run.</summary>
    public required bool IsFirstRun { get; init; }

    /// <summary>Business time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The store, for those who inject faults into it.</summary>
    public required LocalCosmos Store { get; init; }

    /// <summary>The queues.</summary>
    public required LocalBus Bus { get; init; }

    internal LocalTokens Tokens { get; private init; } = null!;

    /// <summary>Tells when everything that was begun is done.</summary>
    internal IdleDetector IdleDetector => _pumps.IdleDetector;

    /// <exception cref="CannotStartException">With the one sentence to tell whoever started it.</exception>
    public static async Task<LocalHost> Start(LocalHostOptions options, CancellationToken ct = default)
    {
        var disposables = new DisposalStack();
        try
        {
            return await Start(options, disposables, ct);
        }
        catch (Exception fault)
        {
            await disposables.DisposeAsync();
            if (fault is IOException or UnauthorizedAccessException)
                throw new CannotStartException(fault.Message, fault);
            throw;
        }
    }

    /// <summary>Ends cleanly: answers what was begun and ends functions under way, then closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_timers.Stop(), _pumps.Stop(), _app.StopAsync());
        await _disposables.DisposeAsync();
    }

    /// <summary>Where the host of a data folder listens, or would by default if none has run there.</summary>
    internal static Uri AddressOf(string dataFolder)
    {
        if (string.IsNullOrWhiteSpace(dataFolder))
            throw new CannotStartException("The data folder must have a name.");
        var file = Path.Combine(dataFolder, AddressFile);
        try
        {
            return Uri.TryCreate(File.Exists(file) ? File.ReadAllText(file) : "", UriKind.Absolute, out var address)
                ? address
                : new Uri($"http://127.0.0.1:{LocalHostOptions.DefaultPort}/");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"{file} cannot be read: {fault.Message}", fault);
        }
    }

    private static async Task<LocalHost> Start(
        LocalHostOptions options,
        DisposalStack disposables,
        CancellationToken ct
    )
    {
        var folder = disposables.Add(Hosting.DataFolder.Open(options.DataFolder));
        var clock = LocalClock.Restore(folder);
        var (key, isNew) = SigningKey.LoadOrCreate(folder);
        var tokens = new LocalTokens(key, clock);
        var gateways = GatewayKeys.LoadOrCreate(folder, options);
        var store = OpenStore(folder, disposables);
        var bus = OpenBus(folder, disposables);
        var cosmos = disposables.Add(store.Connect());
        var settings = LocalSettings.Read(Environment.GetEnvironmentVariables(), options.RunsTimers);
        var app = disposables.Add(
            FunctionServer.Build(
                options.Port,
                FunctionDiscovery.HttpFunctionsIn(typeof(PointsServices).Assembly),
                services =>
                    services
                        .AddSingleton<TimeProvider>(clock)
                        .AddSingleton(cosmos)
                        .AddSingleton<IMessageSender>(bus)
                        .AddSingleton<IWriteOnceFiles>(FolderFiles.Open(folder.Subfolder("archive")))
                        .AddSingleton(tokens.ValidationParameters)
                        .AddSingleton(settings)
                        .AddSingleton(gateways)
                        .AddSingleton<INotifier, InboxNotifier>()
                        .AddSingleton(options.DeliveryPauses)
                        .AddSingleton(InstanceLag.ForSingleInstance)
                        .AddPoints(),
                options.LogLevel
            )
        );
        var gate = new RequestGate($"/{FunctionServer.Prefix}");
        app.Use(gate.Invoke);
        var pumps = disposables.Add(
            new FunctionPumps(
                typeof(PointsServices).Assembly.ExportedTypes,
                store,
                bus,
                app.Services,
                TimeProvider.System
            )
        );
        app.Use(new CloseWhenIdle(pumps.IdleDetector).Invoke);
        var timers = disposables.Add(
            new TimerPumps(
                typeof(PointsServices).Assembly.ExportedTypes,
                settings,
                folder,
                clock,
                app.Services,
                pumps.IdleDetector.WaitUntilIdle
            )
        );
        var admin = new AdminHttp(timers.Timers, pumps.FunctionNames, pumps.IdleDetector);
        MapLocalEndpoints(
            app,
            admin,
            new(
                clock,
                gate,
                (instant, token) => LedgerEntryFinder.FindAfter(cosmos, instant, token),
                ahead => bus.AdvanceScheduled(Queues.Notices, ahead)
            ),
            new(tokens),
            new(store.RequestCounts),
            new(bus)
        );

        await PrepareStore(cosmos, app.Services, options.ProgrammesFolder, ct);
        var address = await FunctionServer.Start(app, options.Port, ct);
        folder.Write(AddressFile, Encoding.ASCII.GetBytes(address.ToString()));
        await pumps.Start();
        timers.Start();
        return new(disposables, app, pumps, timers)
        {
            Address = address,
            DataFolder = folder.Path,
            IsFirstRun = isNew,
            Clock = clock,
            Store = store,
            Bus = bus,
            Tokens = tokens,
        };
    }

    private static LocalCosmos OpenStore(DataFolder folder, DisposalStack disposables)
    {
        try
        {
            return disposables.Add(LocalCosmos.Open(new LocalCosmosOptions(folder.Subfolder("cosmos"))));
        }
        catch (InvalidDataException fault)
        {
            throw new CannotStartException(fault.Message, fault);
        }
    }

    private static LocalBus OpenBus(DataFolder folder, DisposalStack disposables)
    {
        try
        {
            // Locks and schedules are the machine's time, whatever the programmes' clock is set to.
            return disposables.Add(
                LocalBus.Open(folder.Subfolder("queues"), QueueDefinition.ReadAll(), TimeProvider.System)
            );
        }
        catch (InvalidDataException fault)
        {
            throw new CannotStartException(fault.Message, fault);
        }
    }

    private static async Task PrepareStore(
        CosmosClient cosmos,
        IServiceProvider services,
        string programmesFolder,
        CancellationToken ct
    )
    {
        var samples = SampleProgrammes.ReadAll(programmesFolder);
        try
        {
            await CosmosContainers.CreateMissing(cosmos, ct);
            await SampleProgrammes.Publish(samples, services.GetRequiredService<IProgrammes>(), ct);
            // Whoever was killed here has left leases behind, transfers half-way, and pieces of stock that nobody has.
            await services.GetRequiredService<BudgetReconciliation>().Run(ct);
            await services
                .GetRequiredService<HoldReleaseRun>()
                .Run(services.GetRequiredService<TimeProvider>().GetUtcNow(), ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new CannotStartException(
                $"The store cannot be used: {fault.Message.Split('\n')[0].TrimEnd()}",
                fault
            );
        }
    }

    private static void MapLocalEndpoints(
        WebApplication app,
        AdminHttp admin,
        ClockHttp clock,
        TokensHttp tokens,
        RequestCountsHttp requests,
        QueuesHttp queues
    )
    {
        var ct = app.Services.GetRequiredService<InvocationToken>().Value;
        // A page in the developer's browser must not reach these under a name of its own that leads to this machine.
        var local = app.MapGroup("/local").RequireHost("127.0.0.1", "localhost");
        admin.Map(app.MapGroup("/admin").RequireHost("127.0.0.1", "localhost"), ct);
        clock.Map(local, ct);
        tokens.Map(local, ct);
        requests.Map(local);
        queues.Map(local, ct);
        ActivatorUtilities.CreateInstance<InboxHttp>(app.Services).Map(local, ct);
        DocsPage.Map(app);
    }
}
