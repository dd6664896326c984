using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Earning;
using Points.Cosmos.Keys;
using Points.Domain.Earning;
using Points.Domain.Granting;
using Points.Domain.Ledger;
using Points.Functions.Approving;
using Points.Functions.Jobs;

namespace Points.Functions.Earning;

/// <summary>Registers the services for purchases, published actions and birthday gifts.</summary>
internal static class EarningServices
{
    public static IServiceCollection AddEarning(this IServiceCollection services) =>
        services
            .AddSingleton<IOrderClaims>(host => new CosmosOrderClaims(
                host.GetRequiredService<CosmosClient>(),
                host.GetRequiredService<DeploymentKey>(),
                host.GetRequiredService<ILedgerKeys>(),
                TimeProvider.System
            ))
            .AddSingleton<UnenrolledPurchase>()
            .AddSingleton<AccrueHandler>()
            .AddSingleton<IApprovedCommand, PurchaseCommand>()
            .AddSingleton<QuoteAccrualHandler>()
            .AddSingleton<RecordActionHandler>()
            .AddSingleton<IApprovedCommand, ActionCommand>()
            .AddSingleton<OwnDayGiftRun>()
            .AddDueWalletsBacklog(nameof(BirthdayGifts), MaintenanceKind.Gifts, MaintenanceKind.Grants)
            .AddInvitedWork<OwnDayGiftRun>(MaintenanceKind.Gifts, (run, share, ct) => run.Run(share, ct))
            .AddInvitedWork<GrantRun>(MaintenanceKind.Grants, (run, share, ct) => run.Run(share, ct));
}
