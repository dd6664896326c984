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
            .AddSingleton<IDueWallets, CosmosDueWallets>()
            .AddSingleton<IJobParts, CosmosJobParts>()
            .AddSingleton<IRunInvitations, QueuedInvitations>()
            .AddSingleton(host =>
                ActivatorUtilities.CreateInstance<DueItemsRunner>(host, () => Guid.NewGuid().ToString("N"))
            )
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

    /// <summary>Registers work on due wallets that instances share by invitation.</summary>
    /// <param name="run">Does one instance's share.</param>
    internal static IServiceCollection AddInvitedWork<TRunner>(
        this IServiceCollection services,
        MaintenanceKind kind,
        Func<TRunner, RunShare, CancellationToken, Task> run
    )
        where TRunner : notnull =>
        services.AddInvitedWork(host => host.GetRequiredService<IDueWallets>().Of(kind).Name, run);

    /// <summary>Registers work that instances share by invitation.</summary>
    /// <param name="nameOf">Names the work: <see cref="IDueItems{T}.Name"/>.</param>
    /// <param name="run">Does one instance's share.</param>
    internal static IServiceCollection AddInvitedWork<TRunner>(
        this IServiceCollection services,
        Func<IServiceProvider, string> nameOf,
        Func<TRunner, RunShare, CancellationToken, Task> run
    )
        where TRunner : notnull =>
        services.AddSingleton(host => new InvitedWork(
            nameOf(host),
            (share, ct) => run(host.GetRequiredService<TRunner>(), share, ct)
        ));
}
