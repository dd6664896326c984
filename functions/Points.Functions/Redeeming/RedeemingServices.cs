using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Redeeming;
using Points.Cosmos.Stocking;
using Points.Domain.Granting;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Domain.Releasing;
using Points.Domain.Stocking;
using Points.Functions.Jobs;

namespace Points.Functions.Redeeming;

/// <summary>Registers rewards, redemptions, grants, vouchers, spend codes and limited stock.</summary>
internal static class RedeemingServices
{
    public static IServiceCollection AddRedeeming(this IServiceCollection services) =>
        services
            .AddSingleton<ISpendCodesAndVouchers, CosmosSpendCodesAndVouchers>()
            .AddSingleton<IListedRedemptions, CosmosListedRedemptions>()
            .AddSingleton<IListedCompensations, CosmosListedCompensations>()
            // The stock uses real time, because business time can be set on a local host.
            .AddSingleton<IStock>(host => new CosmosStock(host.GetRequiredService<CosmosClient>(), TimeProvider.System))
            .AddSingleton<IDueItems<UnfinishedReservation>>(host => new CosmosDueReservations(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton<StockReturns>()
            .AddSingleton<RedemptionFromStock>()
            .AddSingleton<RedemptionCommit>()
            .AddSingleton<RedeemHandler>()
            .AddSingleton<ConfirmHoldHandler>()
            .AddSingleton<CancelHoldHandler>()
            .AddSingleton<ReverseHandler>()
            .AddSingleton<UseVoucherHandler>()
            .AddSingleton<IssueSpendCodeHandler>()
            .AddSingleton<SetPriceHandler>()
            .AddSingleton<RewardCatalog>()
            .AddSingleton<HoldReleaseRun>()
            .AddSingleton<MakeGrantHandler>()
            .AddSingleton(host =>
                ActivatorUtilities.CreateInstance<GrantRun>(host, (Func<string>)RandomCodes.NewVoucherCode)
            )
            .AddDueWalletsBacklog(nameof(HoldRelease), MaintenanceKind.Holds)
            .AddInvitedWork<HoldReleaseRun>(MaintenanceKind.Holds, (run, share, ct) => run.ReleaseHolds(share, ct))
            .AddInvitedWork<HoldReleaseRun>(
                host => host.GetRequiredService<IDueItems<UnfinishedReservation>>().Name,
                (run, share, ct) => run.FinishReservations(share, ct)
            );
}
