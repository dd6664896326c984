using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Lookups;
using Points.Cosmos.Members;
using Points.Cosmos.Stocking;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Domain.Releasing;
using Points.Domain.Stocking;
using Points.Functions.Jobs;

namespace Points.Functions.Redeeming;

/// <summary>Rewards, redemptions, vouchers, spend codes and limited stock.</summary>
internal static class RedeemingServices
{
    public static IServiceCollection AddRedeeming(this IServiceCollection services) =>
        services
            .AddSingleton<IVouchers, CosmosVouchers>()
            .AddSingleton<ISpendCodes, CosmosSpendCodes>()
            .AddSingleton<IStock>(host => new CosmosStock(host.GetRequiredService<CosmosClient>(), TimeProvider.System))
            .AddSingleton<IReservations>(host => new CosmosReservations(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton<StockReturns>()
            .AddSingleton<RedemptionHandler>()
            .AddSingleton<HoldReleaseRun>()
            .AddSingleton<SpendCodeIssuer>()
            .AddSingleton<RewardCatalog>()
            .AddSingleton<SetPriceHandler>()
            .AddDueWalletsBacklog(nameof(HoldRelease), MaintenanceKind.Holds);
}
