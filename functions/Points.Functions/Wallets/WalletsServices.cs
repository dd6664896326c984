using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Keys;
using Points.Cosmos.Wallets;
using Points.Domain.Ledger;

namespace Points.Functions.Wallets;

/// <summary>Registers the services of wallets and their ledgers.</summary>
internal static class WalletsServices
{
    public static IServiceCollection AddWallets(this IServiceCollection services) =>
        services
            .AddSingleton<IWalletStore, CosmosWalletStore>()
            .AddSingleton<ILedgerKeys, CosmosLedgerKeys>()
            .AddSingleton<DeploymentKey>();
}
