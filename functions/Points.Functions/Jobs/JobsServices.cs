using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Jobs;
using Points.Domain.Jobs;
using Points.Domain.Ledger;

namespace Points.Functions.Jobs;

/// <summary>Registers what all scheduled jobs share.</summary>
internal static class JobsServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services) =>
        services
            .AddSingleton<IJobRuns, CosmosJobRuns>()
            .AddSingleton<Backlogs>()
            .AddSingleton<JobRunner>()
            .AddSingleton<WalletBatchRunner>();

    /// <summary>Registers, as a job's backlog, the count of wallets that are due for its kinds of work.</summary>
    internal static IServiceCollection AddDueWalletsBacklog(
        this IServiceCollection services,
        string job,
        params MaintenanceKind[] kinds
    ) =>
        services.AddSingleton<IBacklog>(host => new DueWalletsBacklog(
            job,
            kinds,
            host.GetRequiredService<IWalletStore>()
        ));
}
