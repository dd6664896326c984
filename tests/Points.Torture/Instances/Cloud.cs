using System.Collections;
using Emulators.CosmosDb;
using Emulators.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Points.Domain;
using Points.Domain.Files;
using Points.Domain.Keys;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Functions.Jobs;
using Points.Functions.Notifying;
using Points.Functions.Settings;
using Points.Local;
using Points.Local.Archive;
using Points.Local.Clock;
using Points.Local.Hosting;
using Points.Local.Keys;
using Points.Local.Messaging;
using Points.Local.Notifying;
using Points.Local.Tokens;

namespace Points.Torture.Instances;

/// <summary>What all instances share: the store, the queues, the archive, business time and the token issuer.</summary>
internal sealed class Cloud : IAsyncDisposable
{
    /// <summary>Short, so that a message whose receiver died comes again within the run.</summary>
    private static readonly TimeSpan MessageLock = TimeSpan.FromSeconds(2);

    private readonly DataFolder _folder;
    private readonly IWriteOnceFiles _files;
    private readonly AppSettings _settings = LocalSettings.Read(new Hashtable(), runsTimers: false);
    private readonly Gateways _gateways;
    private readonly SecretKeys _keys;

    private Cloud(DataFolder folder, DateTimeOffset now)
    {
        _folder = folder;
        Clock = LocalClock.Restore(folder);
        Clock.Set(now);
        Tokens = new(SigningKey.LoadOrCreate(folder).Key, Clock, new());
        _keys = SecretKeyFiles.LoadOrCreate(folder, isFirstRun: true);
        _gateways = GatewayKeys.LoadOrCreate(folder, new LocalHostOptions(folder.Path));
        _files = FolderFiles.Open(folder.Subfolder("archive"));
        Store = CosmosEmulator.Open(new(folder.Subfolder("cosmos")));
        Bus = ServiceBusEmulator.Open(
            new(
                folder.Subfolder("queues"),
                [.. ServiceBusEntities.Read().Select(queue => queue with { LockDuration = MessageLock })]
            )
        );
    }

    public CosmosEmulator Store { get; }

    public ServiceBusEmulator Bus { get; }

    public LocalClock Clock { get; }

    public LocalTokens Tokens { get; }

    public static Cloud Open(string folder, DateTimeOffset now) => new(DataFolder.Open(folder), now);

    /// <summary>Sets business time ahead. Scheduled messages become due that much earlier.</summary>
    public async Task SkipTime(TimeSpan time)
    {
        Clock.Set(Clock.GetUtcNow() + time);
        await Bus.AdvanceScheduled(Queues.Notices, time);
    }

    /// <summary>All callers come from one address, and a limit would only slow the torture down.</summary>
    private static readonly LimitsOptions NoLimits = new()
    {
        AnonymousReadsPerMinute = 1_000_000,
        QuotesPerMinute = 1_000_000,
        MemberWritesPerMinute = 1_000_000,
        Burst = 1_000_000,
        WrongCodes = 1_000_000,
        UnknownMembers = 10_000,
    };

    /// <summary>Adds what an instance gets from outside, without the client of the store.</summary>
    public void AddTo(IServiceCollection services, PowerSwitch power) =>
        services
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IMessageSender>(new SwitchedSender(new EmulatorSender(Bus), power))
            .AddSingleton<IDeadLetters>(new EmulatorDeadLetters(Bus))
            .AddSingleton(_files)
            .AddSingleton(Tokens.Trust)
            .AddSingleton(_settings)
            .AddSingleton(NoLimits)
            .AddSingleton(new ApprovalsOptions())
            .AddSingleton(new RetentionOptions())
            .AddSingleton(_gateways)
            .AddSingleton(_keys)
            .AddSingleton<INotifier, InboxNotifier>()
            .AddSingleton(DeliveryRetryDelays.Default)
            .AddSingleton(InstanceLag.ForManyInstances);

    public async ValueTask DisposeAsync()
    {
        await Bus.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
