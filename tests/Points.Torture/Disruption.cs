using Emulators.CosmosDb;
using Emulators.ServiceBus;
using Points.Torture.Instances;
using Points.Torture.Requests;

namespace Points.Torture;

/// <summary>
/// What happens to the instances meanwhile: kills, faults of the store and of the queues, jumps of the clock, and jobs.
/// </summary>
internal sealed class Disruption(Cluster cluster, Journal journal, int seed)
{
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(1),
        KillPauseMax = TimeSpan.FromSeconds(3),
        FaultsMax = TimeSpan.FromSeconds(1.5);

    private readonly Random _dice = new(seed),
        _killDice = new(~seed);

    private FaultInjector Store => cluster.Cloud.Store.Faults;

    private QueueFaults Queues => cluster.Cloud.Bus.Faults;

    public Task Run(CancellationToken stopping) => Task.WhenAll(Disturb(stopping), Kill(stopping));

    private async Task Disturb(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var (what, pause) = (_dice.Next(10), PauseMax * _dice.NextDouble());
            await (
                what switch
                {
                    0 or 1 => FailStore(),
                    2 => FailQueues(),
                    3 => SlowDown(),
                    4 => SkipTime(TimeSpan.FromMinutes(_dice.Next(1, 600))),
                    5 => SkipTime(TimeSpan.FromHours(_dice.Next(6, 500))),
                    _ => RunJobs(),
                }
            );
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    /// <summary>Also in the middle of everything else.</summary>
    private async Task Kill(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(KillPauseMax * _killDice.NextDouble(), CancellationToken.None);
            await cluster.Kill(_killDice.Next(cluster.Size));
            journal.Count("hurt kills");
        }
    }

    private Task FailStore()
    {
        journal.Count("hurt bursts of store faults");
        InjectedFault[] faults =
        [
            InjectedFault.AnswerLost,
            InjectedFault.DisconnectedAfterwards,
            InjectedFault.Disconnected,
            InjectedFault.Unavailable,
            InjectedFault.TimedOut,
            InjectedFault.ThrottledAfterwards(TimeSpan.FromMilliseconds(1)),
            InjectedFault.Throttled(TimeSpan.FromMilliseconds(5)),
        ];
        foreach (var fault in faults)
            Store.InjectRandomly(0.01 + (0.03 * _dice.NextDouble()), _dice.Next(), fault, IsData);
        return EndFaults();
    }

    private Task FailQueues()
    {
        journal.Count("hurt bursts of queue faults");
        foreach (var fault in Enum.GetValues<QueueFault>())
            Queues.InjectRandomly(0.1, _dice.Next(), fault, (_, operation) => operation != QueueOperation.Receive);
        return EndFaults();
    }

    private Task SlowDown()
    {
        journal.Count("hurt slow spells");
        Store.InjectRandomly(
            0.3,
            _dice.Next(),
            InjectedFault.Slow(TimeSpan.FromMilliseconds(_dice.Next(5, 300))),
            IsData
        );
        return EndFaults();
    }

    private async Task SkipTime(TimeSpan time)
    {
        journal.Count("hurt clock jumps");
        await cluster.Cloud.SkipTime(time);
    }

    /// <summary>Starts all jobs at once on random instances, and waits for them.</summary>
    private async Task RunJobs()
    {
        journal.Count("hurt runs of all jobs");
        await Task.WhenAll(Instance.JobNames.Select(name => RunJob(cluster[_dice.Next(cluster.Size)], name)));
    }

    private async Task RunJob(Instance instance, string name)
    {
        try
        {
            await Task.Run(() => instance.RunJob(name));
        }
        catch (Exception fault)
        {
            // The next run continues. At the end, all jobs must succeed.
            journal.Count($"job {name} {fault.GetType().Name}");
        }
    }

    private async Task EndFaults()
    {
        await Task.Delay(FaultsMax * (0.3 + (0.7 * _dice.NextDouble())));
        Store.Clear();
        Queues.Clear();
    }

    /// <summary>Instances read the containers' properties once, when they start.</summary>
    private static bool IsData(string container, RequestKind kind) => kind != RequestKind.Metadata;
}
