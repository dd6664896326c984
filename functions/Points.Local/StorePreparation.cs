using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos;
using Points.Cosmos.Budgets;
using Points.Domain.Jobs;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Releasing;
using Points.Local.Hosting;
using Points.Local.Programmes;

namespace Points.Local;

/// <summary>Makes the store ready before the host listens.</summary>
internal static class StorePreparation
{
    /// <summary>
    /// Creates missing containers, publishes the sample programmes, and repairs what a killed process left: unused
    /// leases of the budget, unfinished transfers, and reserved stock without a redemption.
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

    /// <summary>Without the diagnostics that Cosmos DB appends to its messages.</summary>
    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd();
}
