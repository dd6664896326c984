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
using Points.Domain.Billing;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Enrolling;
using Points.Domain.Families;
using Points.Domain.Files;
using Points.Domain.Intake;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;
using Points.Domain.Relaying;
using Points.Domain.Releasing;
using Points.Domain.Revising;
using Points.Domain.Settling;
using Points.Domain.Simulating;
using Points.Domain.Stocking;
using Points.Functions.Access;
using Points.Functions.Budgets;
using Points.Functions.Earning;
using Points.Functions.Expiring;
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
    /// <see cref="INotifier"/> with its <see cref="Gateways"/> and <see cref="DeliveryRetryDelays"/>, the <see cref="InstanceLag"/>, the <see cref="AppSettings"/>,
    /// and the <c>TokenValidationParameters</c> that say whose tokens count.
    /// </summary>
    public static IServiceCollection AddPoints(this IServiceCollection services) =>
        services
            .AddDependencyChecks()
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
            .AddSingleton<BudgetMetrics>()
            .AddSingleton<Issuance>()
            .AddSingleton<AccrueHandler>()
            .AddSingleton<IOrderHistory, CosmosOrderHistory>()
            .AddSingleton<RevisionLifecycle>()
            .AddSingleton<IChangeNotifications, CosmosChangeNotifications>()
            .AddSingleton<NoticeProgress>()
            .AddSingleton<AnnouncementCompletion>()
            .AddSingleton<ChangeNoticeRun>()
            .AddSingleton<RevisionActivationRun>()
            .AddSingleton<RevisionSimulator>()
            .AddSingleton<RecordActionHandler>()
            .AddSingleton<QuoteBillHandler>()
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
            .AddSingleton<RedemptionHandler>()
            .AddSingleton<HoldReleaseRun>()
            .AddSingleton<WalletBatchRunner>()
            .AddSingleton<OwnDayGiftRun>()
            .AddSingleton<SpendCodeIssuer>()
            .AddSingleton<RewardCatalog>()
            .AddSingleton<SetPriceHandler>()
            .AddSingleton<RefundHandler>()
            .AddSingleton<RegisterFamilyHandler>()
            .AddSingleton<SendPointsHandler>()
            .AddSingleton<EnrolHandler>()
            .AddSingleton<ISettlementAccounts, CosmosSettlementAccounts>()
            .AddSingleton<IStatements, CosmosStatements>()
            .AddSingleton<IDisputes, CosmosDisputes>()
            .AddSingleton<IStatementLineFiles, CsvLineFiles>()
            .AddSingleton<ISetAsideEntries, CosmosSetAsideEntries>()
            .AddSingleton<INotices, CosmosNotices>()
            .AddSingleton<NoticeDeliveryHandler>()
            .AddSingleton<DeliveryReceiptHandler>()
            .AddSingleton<NoticePages>()
            .AddSingleton<FlowBooking>()
            .AddSingleton<StatementReader>()
            .AddSingleton<PeriodCloser>()
            .AddSingleton<Func<PointsFlow, ReadOnlyMemory<byte>>>(FlowJson.Write)
            .AddSingleton<DisputeHandler>()
            .AddSingleton<LedgerFlowReader>()
            .AddSingleton<EntryRelay>()
            .AddSingleton<ILedger, CosmosLedger>()
            .AddSingleton<IReconciliations, CosmosReconciliations>()
            .AddSingleton<PeriodReconciler>()
            .AddSingleton<IJobRuns, CosmosJobRuns>()
            .AddSingleton<Backlogs>()
            .AddSingleton<JobRunner>()
            .AddSingleton<IBacklog>(host => new DueWalletsBacklog(
                nameof(HoldRelease),
                MaintenanceKind.Holds,
                host.GetRequiredService<IWalletStore>()
            ))
            .AddSingleton<IBacklog>(host => new DueWalletsBacklog(
                nameof(ExpirySweep),
                MaintenanceKind.Expiry,
                host.GetRequiredService<IWalletStore>()
            ))
            .AddSingleton<IBacklog>(host => new DueWalletsBacklog(
                nameof(ExpiryReminders),
                MaintenanceKind.Reminder,
                host.GetRequiredService<IWalletStore>()
            ))
            .AddSingleton<IBacklog>(host => new DueWalletsBacklog(
                nameof(TierReview),
                MaintenanceKind.Review,
                host.GetRequiredService<IWalletStore>()
            ))
            .AddSingleton<IBacklog>(host => new DueWalletsBacklog(
                nameof(BirthdayGifts),
                MaintenanceKind.Gifts,
                host.GetRequiredService<IWalletStore>()
            ))
            .AddSingleton<IBacklog, MembersToNotifyBacklog>()
            .AddSingleton<IBacklog, PeriodsToCloseBacklog>()
            .AddSingleton<TokenAuthenticator>()
            .AddSingleton<HttpPipeline>()
            .AddSingleton<EventIntake>();
}
