using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Verifying;
using Points.Domain.Verifying;
using Points.Functions.Jobs;

namespace Points.Functions.Verifying;

/// <summary>Registers what verifies ledgers.</summary>
internal static class VerifyingServices
{
    public static IServiceCollection AddVerifying(this IServiceCollection services) =>
        services
            .AddSingleton<IStoredLedgers, CosmosStoredLedgers>()
            .AddSingleton<IVerifiedHeads>(host => new CosmosVerifiedHeads(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton<AnchorFiles>()
            .AddSingleton<ProofReader>()
            .AddSingleton<DifferingLedgers>()
            .AddSingleton(host =>
                ActivatorUtilities.CreateInstance<VerifyLedgersRun>(
                    host,
                    (Action<LedgerFinding>)host.GetRequiredService<DifferingLedgers>().Report
                )
            )
            .AddInvitedWork<VerifyLedgersRun>(
                host => host.GetRequiredService<IVerifiedHeads>().Changed.Name,
                (run, share, ct) => run.Run(share, ct)
            );
}
