using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Lookups;
using Points.Domain.Jobs;
using Points.Domain.Ledger;

namespace Points.Functions.Jobs;

/// <summary>Scheduled jobs.</summary>
internal static class JobsServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services) =>
        services
            .AddSingleton<IJobRuns, CosmosJobRuns>()
            .AddSingleton<Backlogs>()
            .AddSingleton<JobRunner>()
            .AddSingleton<WalletBatchRunner>();

    /// <summary>Counts the wallets that are due for a job, as its backlog.</summary>
    internal static IServiceCollection AddDueWalletsBacklog(
        this IServiceCollection services,
        string job,
        MaintenanceKind kind
    ) =>
        services.AddSingleton<IBacklog>(host => new DueWalletsBacklog(
            job,
            kind,
            host.GetRequiredService<IWalletStore>()
        ));
}
