using System.Text;
using Emulators.ServiceBus;

namespace Emulators.Tests.ServiceBus;

/// <summary>Queues of every kind in a temporary folder, with a clock that the test advances.</summary>
internal sealed class BusFixture : IAsyncDisposable
{
    public const string Plain = "plain",
        Ordered = "ordered",
        Unique = "unique";

    public static readonly TimeSpan LockDuration = TimeSpan.FromSeconds(30);

    private static readonly QueueDefinition[] Queues =
    [
        new(Plain, LockDuration, 3),
        new(Ordered, LockDuration, 3) { RequiresSession = true },
        new(Unique, LockDuration, 3)
        {
            RequiresDuplicateDetection = true,
            DuplicateDetectionHistory = TimeSpan.FromMinutes(1),
        },
    ];

    private readonly TempFolder _folder = new();
    private readonly BusLimits _limits;
    private int _copies;

    public BusFixture(BusLimits? limits = null)
    {
        _limits = limits ?? BusLimits.Default;
        Bus = Open("bus");
    }

    public ManualClock Time { get; } = new();

    public ServiceBusEmulator Bus { get; private set; }

    public static NewMessage Message(string id, string? session = null, DateTimeOffset? scheduledFor = null) =>
        new(id, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}""")) { SessionId = session, ScheduledFor = scheduledFor };

    public Task Send(string queue, params string[] ids) =>
        Bus.Send(queue, [.. ids.Select(id => Message(id))], TestContext.Current.CancellationToken);

    /// <summary>Receives the messages that are ready; waits for the first one.</summary>
    public async Task<IReadOnlyList<ReceivedMessage>> Receive(string queue, int messagesMax = 100)
    {
        var received = await Bus.Receive(
                queue,
                messagesMax,
                Timeout.InfiniteTimeSpan,
                TestContext.Current.CancellationToken
            )
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return received;
    }

    public async Task<string[]> ReceiveIds(string queue, int messagesMax = 100) =>
        [.. (await Receive(queue, messagesMax)).Select(message => message.MessageId)];

    public async Task AssertNothingToReceive(string queue) =>
        Assert.Empty(await Bus.Receive(queue, 100, TimeSpan.Zero, TestContext.Current.CancellationToken));

    public async Task Reopen()
    {
        await Bus.DisposeAsync();
        Bus = Open($"bus{(_copies == 0 ? "" : _copies)}");
    }

    /// <summary>Reopens the queues from a copy of the files as they are now, as after a power cut.</summary>
    public async Task ReopenAfterPowerCut()
    {
        var (from, to) = (_folder.PathOf($"bus{(_copies == 0 ? "" : _copies)}"), _folder.PathOf($"bus{_copies + 1}"));
        Directory.CreateDirectory(to);
        // This waits until pending writes are on disk, so the files do not change while they are copied.
        await Bus.Resubmit(Plain, -1);
        foreach (var file in new[] { "messages.db", "messages.db-wal" })
            File.Copy(Path.Combine(from, file), Path.Combine(to, file));
        await Bus.DisposeAsync();
        _copies++;
        Bus = Open($"bus{_copies}");
    }

    public async ValueTask DisposeAsync()
    {
        await Bus.DisposeAsync();
        _folder.Dispose();
    }

    private ServiceBusEmulator Open(string name) =>
        ServiceBusEmulator.Open(new(_folder.PathOf(name), Queues) { Time = Time, Limits = _limits });
}
