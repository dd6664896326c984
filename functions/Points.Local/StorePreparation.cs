using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos;
using Points.Cosmos.Budgets;
using Points.Domain.Complaining;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Releasing;
using Points.Domain.Stocking;
using Points.Domain.Verifying;
using Points.Local.Hosting;
using Points.Local.Programmes;

namespace Points.Local;

/// <summary>Makes the store ready before the host listens.</summary>
internal static class StorePreparation
{
    /// <summary>
    /// Creates missing containers, publishes the sample programmes, and repairs what a killed process left: parts of
    /// jobs, unused leases of the budget, unfinished transfers, and reserved stock without a redemption.
    /// </summary>
    /// <exception cref="CannotStartException">The store cannot be used, or a sample is not lawful.</exception>
    public static async Task Run(
        CosmosClient cosmos,
        IServiceProvider services,
        IReadOnlyList<SampleProgramme> samples,
        CancellationToken ct
    )
    {
        try
        {
            await CosmosContainers.CreateMissing(cosmos, ct);
            await SampleProgrammes.Publish(samples, services.GetRequiredService<IProgrammes>(), ct);
            await services.GetRequiredService<BudgetReconciliation>().Run(ct);
            await ReleaseParts(services, ct);
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            await services
                .GetRequiredService<HoldReleaseRun>()
                .Run(RunShare.Begin(nameof(StorePreparation), now, deadline: default), ct);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or CannotStartException))
        {
            throw new CannotStartException($"The store cannot be used: {FirstLine(fault.Message)}", fault);
        }
    }

    /// <summary>
    /// Gives up the parts of jobs that a killed process had. It cannot work on them any more, because this process has
    /// the data folder to itself; so nobody needs to wait until its claims end.
    /// </summary>
    private static async Task ReleaseParts(IServiceProvider services, CancellationToken ct)
    {
        var (parts, wallets) = (services.GetRequiredService<IJobParts>(), services.GetRequiredService<IDueWallets>());
        var reservations = services.GetRequiredService<IDueItems<UnfinishedReservation>>();
        foreach (var kind in Enum.GetValues<MaintenanceKind>())
            await ReleaseParts(parts, wallets.Of(kind), ct);
        await ReleaseParts(parts, reservations, ct);
        await ReleaseParts(parts, services.GetRequiredService<IDueItems<ComplaintKey>>(), ct);
        await ReleaseParts(parts, services.GetRequiredService<IVerifiedHeads>().Changed, ct);
    }

    private static async Task ReleaseParts<T>(IJobParts parts, IDueItems<T> due, CancellationToken ct)
    {
        foreach (var range in await due.ListRanges(ct))
            if (await parts.Find(due.Name, range, ct) is { Part.Owner: not null } held)
                await parts.Release(held, ct);
    }

    /// <summary>Without the diagnostics that Cosmos DB appends to its messages.</summary>
    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd();
}
