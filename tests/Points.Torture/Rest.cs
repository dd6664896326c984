using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Budgets;
using Points.Cosmos.Stocking;
using Points.Domain.Budgets;
using Points.Domain.Jobs;
using Points.Domain.Releasing;
using Points.Domain.Settling;
using Points.Torture.Instances;
using Points.Torture.Requests;

namespace Points.Torture;

/// <summary>
/// Lets everything come to rest after the callers have stopped: no more faults; messages, holds, transfers, leases and
/// periods end as they do when time passes.
/// </summary>
internal sealed class Rest(Cluster cluster, Journal journal)
{
    /// <summary>Longer than any hold, and than an unfinished transfer or reservation waits.</summary>
    private static readonly TimeSpan HoldsEnd = TimeSpan.FromDays(4);

    /// <summary>Longer than a period stays open after its end.</summary>
    private static readonly TimeSpan PeriodsClose = TimeSpan.FromHours(7);

    private static readonly TimeProvider AnHourLater = new LaterClock(TimeSpan.FromHours(1));

    public async Task Run()
    {
        cluster.Cloud.Store.Faults.Clear();
        cluster.Cloud.Bus.Faults.Clear();
        await cluster.WaitUntilIdle();
        await cluster.Cloud.SkipTime(HoldsEnd);
        await RunJobsTwice();
        var now = cluster.Cloud.Clock.GetUtcNow();
        await cluster.Cloud.SkipTime(SettlementPeriod.Containing(now).End + PeriodsClose - now);
        await RunJobsTwice();
        await cluster.StopOthers();
    }

    /// <summary>Returns what instances that were killed or stopped had taken of budgets and stock.</summary>
    public async Task ReturnLeasesAndStock()
    {
        var services = cluster[0].Services;
        var client = services.GetRequiredService<CosmosClient>();
        await ((IAsyncDisposable)services.GetRequiredService<IBudgets>()).DisposeAsync();
        await new BudgetReconciliation(client, AnHourLater).Run(CancellationToken.None);
        await ActivatorUtilities
            .CreateInstance<HoldReleaseRun>(
                services,
                new CosmosStock(client, AnHourLater),
                new CosmosDueReservations(client, AnHourLater)
            )
            .Run(
                RunShare.Begin(nameof(ReturnLeasesAndStock), cluster.Cloud.Clock.GetUtcNow(), deadline: default),
                CancellationToken.None
            );
        await cluster.WaitUntilIdle();
    }

    /// <summary>A second run finds nothing to do, or finishes what the first one caused.</summary>
    private async Task RunJobsTwice()
    {
        for (var run = 0; run < 2; run++)
        {
            foreach (var job in Instance.JobNames)
            {
                try
                {
                    await cluster[0].RunJob(job);
                }
                catch (Exception fault)
                {
                    journal.Complain($"{job} failed at rest: {fault.Message}");
                }
                await cluster.WaitUntilIdle();
            }
        }
    }
}
