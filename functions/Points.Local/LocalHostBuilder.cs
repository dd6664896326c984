using System.Net.Sockets;
using Emulators.CosmosDb;
using Emulators.CosmosDb.Serving;
using Emulators.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Erasing;
using Points.Domain.Files;
using Points.Domain.Keys;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Functions;
using Points.Functions.Jobs;
using Points.Functions.Notifying;
using Points.Functions.Settings;
using Points.Local.Archive;
using Points.Local.Clock;
using Points.Local.Docs;
using Points.Local.Hosting;
using Points.Local.Keys;
using Points.Local.Messaging;
using Points.Local.Notifying;
using Points.Local.Observing;
using Points.Local.Programmes;
using Points.Local.Tokens;

namespace Points.Local;

/// <summary>Opens the parts of a one-machine host, connects them and starts them.</summary>
internal sealed class LocalHostBuilder
{
    private readonly LocalHostOptions _options;
    private readonly DisposalStack _disposables;
    private readonly DataFolder _folder;
    private readonly LocalClock _clock;
    private readonly LocalTokens _tokens;
    private readonly bool _isFirstRun;
    private readonly Gateways _gateways;
    private readonly SecretKeys _keys;
    private readonly CosmosEmulator _store;
    private readonly ServiceBusEmulator _bus;

    // A start mostly waits for the JIT compiler, so these two run beside the rest.
    private readonly Task<IReadOnlyList<SampleProgramme>> _samples;
    private readonly Task<CosmosClient> _cosmos;

    private readonly AppSettings _settings;
    private readonly AllowedOrigins _origins;
    private readonly LimitsOptions _limits;
    private readonly ApprovalsOptions _approvals;
    private readonly RetentionOptions _retention;

    /// <summary>Opens the data folder and everything in it.</summary>
    /// <param name="disposables">Takes every part that must be closed, also when the constructor throws.</param>
    /// <exception cref="CannotStartException">The data folder or a file in it cannot be used.</exception>
    public LocalHostBuilder(LocalHostOptions options, DisposalStack disposables)
    {
        (_options, _disposables) = (options, disposables);
        _samples = Task.Run(() => SampleProgrammes.ReadAll(options.ProgrammesFolder));
        _folder = disposables.Add(DataFolder.Open(options.DataFolder));
        HostAddress.Delete(_folder);
        _clock = LocalClock.Restore(_folder);
        (var key, _isFirstRun) = SigningKey.LoadOrCreate(_folder);
        var settings = LocalSettings.ReadAll(Environment.GetEnvironmentVariables(), options.Settings);
        _settings = LocalSettings.ToAppSettings(settings, options.RunsTimers);
        _origins = AllowedOrigins.Parse(settings[LocalSettings.NameOf(AllowedOrigins.Setting)]);
        _limits = ReadOptions<LimitsOptions>(settings, LimitsOptions.Section);
        _approvals = ReadOptions<ApprovalsOptions>(settings, ApprovalsOptions.Section);
        _retention = ReadOptions<RetentionOptions>(settings, RetentionOptions.Section);
        _tokens = new LocalTokens(key, _clock, ReadOptions<AuthOptions>(settings, AuthOptions.Section));
        _keys = SecretKeyFiles.LoadOrCreate(_folder, _isFirstRun);
        _gateways = GatewayKeys.LoadOrCreate(_folder, options);
        _store = disposables.Add(OpenStore(_folder));
        _cosmos = Task.Run(() => _store.ConnectMeasured());
        disposables.AddLater(_cosmos);
        _bus = disposables.Add(OpenBus(_folder));
    }

    /// <summary>Prepares the store, listens for requests, then starts the functions that run by themselves.</summary>
    /// <exception cref="CannotStartException">The store cannot be used, or the port is taken.</exception>
    public async Task<LocalHost> Start(CancellationToken ct)
    {
        var app = BuildApp();
        app.Use(new ForeignRequestGuard(_origins).Invoke);
        var gate = new RequestGate($"/{OneMachineHost.ApiPrefix}");
        app.Use(gate.Invoke);
        var pumps = BuildPumps(app);
        app.Use(new CloseWhenIdle(pumps.IdleDetector).Invoke);
        var timers = BuildTimers(app, pumps.IdleDetector);
        MapEndpoints(app, gate, pumps, timers, new(await _samples));

        await StorePreparation.Run(await _cosmos, app.Services, await _samples, ct);
        var storeServer = _options.CosmosPort is { } port ? _disposables.Add(await ServeStore(port, ct)) : null;
        var address = await FunctionServer.Start(app, _options.Port, ct);
        HostAddress.Write(_folder, address);
        await pumps.Start();
        timers.Start();
        return new(_disposables, app, pumps, timers, _tokens, _keys)
        {
            Address = address,
            DataFolder = _folder.Path,
            IsFirstRun = _isFirstRun,
            Clock = _clock,
            Store = _store,
            StoreServer = storeServer,
            Bus = _bus,
        };
    }

    private WebApplication BuildApp() =>
        _disposables.Add(
            FunctionServer.Build(
                _options.Port,
                FunctionDiscovery.HttpFunctionsIn(typeof(PointsServices).Assembly),
                AddServices,
                _options.LogLevel,
                _origins
            )
        );

    private void AddServices(IServiceCollection services) =>
        services
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(host => _cosmos.GetAwaiter().GetResult().WithSeals(host.GetRequiredService<DocumentSeals>()))
            .AddSingleton<IMessageSender>(new EmulatorSender(_bus))
            .AddSingleton<IDeadLetters>(new EmulatorDeadLetters(_bus))
            .AddSingleton<IStoreCompaction>(new LocalStoreCompaction(_store, _bus))
            .AddSingleton<IWriteOnceFiles>(FolderFiles.Open(_folder.Subfolder("archive")))
            .AddSingleton(_tokens.Trust)
            .AddSingleton(_settings)
            .AddSingleton(_limits)
            .AddSingleton(_approvals)
            .AddSingleton(_retention)
            .AddSingleton(_gateways)
            .AddSingleton(_keys)
            .AddSingleton<INotifier, InboxNotifier>()
            .AddSingleton(_options.DeliveryPauses)
            .AddSingleton(InstanceLag.ForSingleInstance)
            .AddPoints();

    private FunctionPumps BuildPumps(WebApplication app) =>
        _disposables.Add(
            new FunctionPumps(
                typeof(PointsServices).Assembly.ExportedTypes,
                _store,
                _bus,
                app.Services,
                TimeProvider.System
            )
        );

    private TimerPumps BuildTimers(WebApplication app, IdleDetector idle) =>
        _disposables.Add(
            new TimerPumps(
                typeof(PointsServices).Assembly.ExportedTypes,
                _settings,
                _folder,
                _clock,
                app.Services,
                idle.WaitUntilIdle
            )
        );

    private void MapEndpoints(
        WebApplication app,
        RequestGate gate,
        FunctionPumps pumps,
        TimerPumps timers,
        StartPage start
    ) =>
        LocalEndpoints.Map(
            app,
            new(timers.Timers, pumps.FunctionNames, pumps.IdleDetector),
            new(
                _clock,
                gate,
                async (instant, token) => await LedgerEntryFinder.FindAfter(await _cosmos, instant, token),
                skipped => _bus.AdvanceScheduled(Queues.Notices, skipped)
            ),
            new(_tokens),
            new(_store.RequestCounts),
            new(_bus, new EmulatorSender(_bus), _tokens, app.Services.GetRequiredService<ILogger<QueuesHttp>>()),
            start
        );

    private async Task<CosmosServer> ServeStore(int port, CancellationToken ct)
    {
        try
        {
            return await CosmosServer.Start(_store, new(_folder.Subfolder("cosmos-server")) { Port = port }, ct);
        }
        catch (InvalidDataException fault)
        {
            throw new CannotStartException(fault.Message, fault);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            throw new CannotStartException(
                $"The Cosmos DB emulator cannot listen on port {port} of 127.0.0.1: {fault.Message}",
                fault
            );
        }
    }

    private static T ReadOptions<T>(IConfiguration settings, string section)
        where T : class, new()
    {
        try
        {
            return settings.ReadOptions<T>(section);
        }
        catch (InvalidOperationException fault)
        {
            throw new CannotStartException($"A setting is not valid: {fault.Message}.", fault);
        }
    }

    private static CosmosEmulator OpenStore(DataFolder folder)
    {
        try
        {
            return CosmosEmulator.Open(new CosmosEmulatorOptions(folder.Subfolder("cosmos")));
        }
        catch (InvalidDataException fault)
        {
            throw new CannotStartException(fault.Message, fault);
        }
    }

    private static ServiceBusEmulator OpenBus(DataFolder folder)
    {
        try
        {
            // Locks and schedules follow the machine's clock, even when business time is set to another day.
            return ServiceBusEmulator.Open(new(folder.Subfolder("queues"), ServiceBusEntities.Read()));
        }
        catch (InvalidDataException fault)
        {
            throw new CannotStartException(fault.Message, fault);
        }
    }
}
