using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;

namespace Points.Functions.Families;

/// <summary>Registers families and the transfers within them.</summary>
internal static class FamiliesServices
{
    public static IServiceCollection AddFamilies(this IServiceCollection services) =>
        services
            .AddSingleton<RegisterFamilyHandler>()
            .AddSingleton(host => new TransferResumption(
                host.GetRequiredService<IWalletStore>(),
                host.GetRequiredService<IWalletStore>(),
                host.GetRequiredService<ILedgerKeys>(),
                host.GetRequiredService<IProgrammes>()
            ))
            .AddSingleton<SendPointsHandler>();
}
