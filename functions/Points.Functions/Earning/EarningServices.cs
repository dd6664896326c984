using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Earning;
using Points.Cosmos.Keys;
using Points.Domain.Earning;
using Points.Domain.Granting;
using Points.Domain.Ledger;
using Points.Functions.Jobs;
using Points.Functions.Redeeming;

namespace Points.Functions.Earning;

/// <summary>Registers the services for purchases, published actions, birthday gifts and grants.</summary>
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
            .AddSingleton<AccrueHandler>()
            .AddSingleton<QuoteAccrualHandler>()
            .AddSingleton<RecordActionHandler>()
            .AddSingleton<OwnDayGiftRun>()
            .AddSingleton<MakeGrantHandler>()
            .AddSingleton(host =>
                ActivatorUtilities.CreateInstance<GrantRun>(host, (Func<string>)RandomCodes.NewVoucherCode)
            )
            .AddDueWalletsBacklog(nameof(BirthdayGifts), MaintenanceKind.Gifts, MaintenanceKind.Grants);
}
