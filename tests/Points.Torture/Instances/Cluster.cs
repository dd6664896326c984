using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Points.Cosmos;
using Points.Domain.Programmes.Revisions;
using Points.Local.Programmes;

namespace Points.Torture.Instances;

/// <summary>
/// Instances on one store. The first one also handles messages and changes. A killed instance is replaced by a new one.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    /// <summary>Several times as long as a killed instance's lease keeps messages waiting.</summary>
    private static readonly TimeSpan IdleWaitMax = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan JobPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StartPause = TimeSpan.FromMilliseconds(100);
    private const int StartsMax = 50;

    private readonly Lock _lock = new();
    private readonly List<Task> _dying = [];
    private readonly Instance[] _instances;
    private readonly LogLevel _logs;

    private Cluster(Cloud cloud, int size, LogLevel logs) =>
        (Cloud, _instances, _logs) = (cloud, new Instance[size], logs);

    public Cloud Cloud { get; }

    public int Size => _instances.Length;

    public static async Task<Cluster> Start(Cloud cloud, int size, string termsFolder, LogLevel logs)
    {
        var cluster = new Cluster(cloud, size, logs);
        using (var client = cloud.Store.Connect())
            await CosmosContainers.CreateMissing(client, CancellationToken.None);
        for (var number = 0; number < size; number++)
            cluster._instances[number] = await cluster.StartOne(number);
        await SampleProgrammes.Publish(
            SampleProgrammes.ReadAll(termsFolder),
            cluster[0].Services.GetRequiredService<IProgrammes>(),
            CancellationToken.None
        );
        return cluster;
    }

    public Instance this[int number] => Volatile.Read(ref _instances[number]);

    /// <summary>Kills an instance, and starts another in its place.</summary>
    public async Task Kill(int number)
    {
        var dying = this[number].Kill();
        lock (_lock)
            _dying.Add(dying);
        // Two readers of the same changes are possible, but not with the same lease: the old one must have let go.
        if (number == 0)
            await dying;
        Volatile.Write(ref _instances[number], await StartOne(number));
    }

    /// <summary>
    /// Waits until every message and change is handled. A purchase on the queue can wait for points that a killed
    /// instance has leased; the job that returns them runs meanwhile, as it does every minute.
    /// </summary>
    public async Task WaitUntilIdle()
    {
        var start = Stopwatch.GetTimestamp();
        while (!await this[0].Idle!.WaitUntilIdle(JobPause, CancellationToken.None))
        {
            if (Stopwatch.GetElapsedTime(start) > IdleWaitMax)
                throw new TimeoutException(
                    $"messages or changes are still not handled after {IdleWaitMax}: {string.Join(", ", Cloud.Bus.QueueDepths)}"
                );
            await this[0].RunJob("BudgetReconcile");
        }
    }

    /// <summary>Stops every instance but one as a deployment does.</summary>
    public async Task StopOthers()
    {
        for (var number = 1; number < Size; number++)
            await this[number].Stop();
        await Task.WhenAll(_dying);
    }

    public async ValueTask DisposeAsync()
    {
        await this[0].Stop();
        await Cloud.DisposeAsync();
    }

    /// <summary>The platform starts an instance again until it runs.</summary>
    private async Task<Instance> StartOne(int number)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Instance.Start(Cloud, runsPumps: number == 0, _logs, CancellationToken.None);
            }
            catch (Exception) when (attempt < StartsMax)
            {
                await Task.Delay(StartPause);
            }
        }
    }
}
