using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Erasing;
using Points.Cosmos.Wallets;
using Points.Domain.Erasing;
using Points.Domain.Families;
using Points.Domain.Files;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Stocking;
using Points.Functions.Approving;
using Points.Functions.Settings;

namespace Points.Functions.Erasing;

/// <summary>Registers what erases members.</summary>
internal static class ErasingServices
{
    public static IServiceCollection AddErasing(this IServiceCollection services) =>
        services
            .AddSingleton<IErasures, CosmosErasures>()
            .AddSingleton(CreateEnding)
            .AddSingleton<EraseMemberHandler>()
            .AddSingleton<ErasureRun>()
            .AddSingleton<MemberErasure>()
            .AddSingleton(CreateRetention)
            .AddSingleton(CreateRepetition)
            .AddSingleton<IApprovedCommand, ErasureCommand>();

    private static RetentionRun CreateRetention(IServiceProvider host) =>
        new(
            host.GetRequiredService<IDeadLetters>(),
            host.GetService<IStoreCompaction>() ?? new ManagedStore(),
            Queues.All,
            TimeSpan.FromDays(host.GetRequiredService<RetentionOptions>().DeadLetterDays)
        );

    private static RepeatErasures CreateRepetition(IServiceProvider host) =>
        new(
            host.GetRequiredService<IWriteOnceFiles>(),
            host.GetRequiredService<ILedgerKeys>(),
            host.GetRequiredService<IErasures>(),
            host.GetRequiredService<EraseMemberHandler>(),
            TimeSpan.FromDays(host.GetRequiredService<RetentionOptions>().RestoreDays)
        );

    /// <summary>Only this reads and writes wallets of members who are being erased.</summary>
    private static WalletEnding CreateEnding(IServiceProvider host)
    {
        var erased = new CosmosWalletStore(host.GetRequiredService<CosmosClient>(), showsErased: true);
        var programmes = host.GetRequiredService<IProgrammes>();
        return new(
            erased,
            programmes,
            new TransferResumption(
                host.GetRequiredService<IWalletStore>(),
                erased,
                host.GetRequiredService<ILedgerKeys>(),
                programmes
            ),
            host.GetRequiredService<StockReturns>()
        );
    }
}
