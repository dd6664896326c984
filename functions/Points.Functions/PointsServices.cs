using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Budgets;
using Points.Cosmos.Lookups;
using Points.Cosmos.Members;
using Points.Cosmos.Notifying;
using Points.Cosmos.Programmes;
using Points.Cosmos.Relaying;
using Points.Cosmos.Settling;
using Points.Cosmos.Stocking;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Accruing;
using Points.Domain.Acting;
using Points.Domain.Billing;
using Points.Domain.Budgets;
using Points.Domain.Enrolling;
using Points.Domain.Families;
using Points.Domain.Gifting;
using Points.Domain.Jobs;
using Points.Domain.Notifying;
using Points.Domain.Ports;
using Points.Domain.Programmes.Revising;
using Points.Domain.Programmes.Simulating;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;
using Points.Domain.Relaying;
using Points.Domain.Settling;
using Points.Domain.Stocking;
using Points.Domain.Wallets;
using Points.Functions.Access;
using Points.Functions.Budgets;
using Points.Functions.Expiring;
using Points.Functions.Gifting;
using Points.Functions.Health;
using Points.Functions.Http;
using Points.Functions.Intake;
using Points.Functions.Jobs;
using Points.Functions.Notifying;
using Points.Functions.Programmes;
using Points.Functions.Redeeming;
using Points.Functions.Reviewing;
using Points.Functions.Settling;

namespace Points.Functions;

/// <summary>What the functions need, for either host to add.</summary>
public static class PointsServices
{
    /// <summary>
    /// Adds the app. The host has registered what differs between hosts: the <see cref="TimeProvider"/> of business time,
    /// the <see cref="CosmosClient"/>, the <see cref="IMessageSender"/>, the <see cref="IWriteOnceFiles"/>, the
    /// <see cref="INotifier"/> with its <see cref="Gateways"/> and <see cref="DeliveryPauses"/>, the <see cref="InstanceLag"/>, the <see cref="AppSettings"/>,
    /// and the <c>TokenValidationParameters</c> that say whose tokens count.
    /// </summary>
    public static IServiceCollection AddPoints(this IServiceCollection services) =>
        services
            .AddDependencies()
            .AddSingleton<Readiness>()
            .AddSingleton<IWalletStore, CosmosWalletStore>()
            .AddSingleton<IMemberStore, CosmosMemberStore>()
            // How old a cache is has nothing to do with business time, which can be set.
            .AddSingleton<IProgrammes>(host => new CosmosProgrammes(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton<IBudgets>(host => new CosmosBudgets(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton(host => new BudgetReconciliation(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton<BudgetMeasures>()
            .AddSingleton<Issuance>()
            .AddSingleton<Accruals>()
            .AddSingleton<IOrderHistory, CosmosOrderHistory>()
            .AddSingleton<Revisions>()
            .AddSingleton<ITellings, CosmosTellings>()
            .AddSingleton<NoticeProgress>()
            .AddSingleton<Completions>()
            .AddSingleton<Announcing>()
            .AddSingleton<Activations>()
            .AddSingleton<Simulations>()
            .AddSingleton<Acts>()
            .AddSingleton<Bills>()
            .AddSingleton<IVouchers, CosmosVouchers>()
            .AddSingleton<ISpendCodes, CosmosSpendCodes>()
            .AddSingleton<IFamilies, CosmosFamilies>()
            .AddSingleton<IEventOutcomes, CosmosEventOutcomes>()
            .AddSingleton<IStock>(host => new CosmosStock(host.GetRequiredService<CosmosClient>(), TimeProvider.System))
            .AddSingleton<IReservations>(host => new CosmosReservations(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton<StockReturns>()
            .AddSingleton<Redemptions>()
            .AddSingleton<HoldReleases>()
            .AddSingleton<Rounds>()
            .AddSingleton<GiftRound>()
            .AddSingleton<SpendCodes>()
            .AddSingleton<Mall>()
            .AddSingleton<Prices>()
            .AddSingleton<Refunds>()
            .AddSingleton<FamilyRegistrations>()
            .AddSingleton<Transfers>()
            .AddSingleton<Enrolments>()
            .AddSingleton<ISettlementAccounts, CosmosSettlementAccounts>()
            .AddSingleton<IStatements, CosmosStatements>()
            .AddSingleton<IDisputes, CosmosDisputes>()
            .AddSingleton<ILineFiles, CsvLineFiles>()
            .AddSingleton<IPoison, CosmosPoison>()
            .AddSingleton<INotices, CosmosNotices>()
            .AddSingleton<Deliveries>()
            .AddSingleton<Receiving>()
            .AddSingleton<NoticePages>()
            .AddSingleton<Booking>()
            .AddSingleton<Statements>()
            .AddSingleton<PeriodClosing>()
            .AddSingleton<Func<PointsFlow, ReadOnlyMemory<byte>>>(FlowJson.Write)
            .AddSingleton<Disputes>()
            .AddSingleton<LedgerFlows>()
            .AddSingleton<Relay>()
            .AddSingleton<ILedger, CosmosLedger>()
            .AddSingleton<IReconciliations, CosmosReconciliations>()
            .AddSingleton<Reconciling>()
            .AddSingleton<IJobRuns, CosmosJobRuns>()
            .AddSingleton<Backlogs>()
            .AddSingleton<JobRunner>()
            .AddSingleton<IBacklog>(host => new DueWallets(
                nameof(HoldRelease),
                Due.Holds,
                host.GetRequiredService<IWalletStore>()
            ))
            .AddSingleton<IBacklog>(host => new DueWallets(
                nameof(ExpirySweep),
                Due.Expiry,
                host.GetRequiredService<IWalletStore>()
            ))
            .AddSingleton<IBacklog>(host => new DueWallets(
                nameof(ExpiryReminders),
                Due.Reminder,
                host.GetRequiredService<IWalletStore>()
            ))
            .AddSingleton<IBacklog>(host => new DueWallets(
                nameof(TierReview),
                Due.Review,
                host.GetRequiredService<IWalletStore>()
            ))
            .AddSingleton<IBacklog>(host => new DueWallets(
                nameof(BirthdayGifts),
                Due.Gifts,
                host.GetRequiredService<IWalletStore>()
            ))
            .AddSingleton<IBacklog, MembersToTell>()
            .AddSingleton<IBacklog, PeriodsToClose>()
            .AddSingleton<Tokens>()
            .AddSingleton<Reception>()
            .AddSingleton<EventIntake>();
}
