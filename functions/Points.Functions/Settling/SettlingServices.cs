using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Relaying;
using Points.Cosmos.Settling;
using Points.Domain.Ledger;
using Points.Domain.Settling;
using Points.Functions.Approving;
using Points.Functions.Jobs;

namespace Points.Functions.Settling;

/// <summary>Registers the services that settle between merchants.</summary>
internal static class SettlingServices
{
    public static IServiceCollection AddSettling(this IServiceCollection services) =>
        services
            .AddSingleton<ILedger, CosmosLedger>()
            .AddSingleton<ISettlementAccounts, CosmosSettlementAccounts>()
            .AddSingleton<ISettlementPeriods, CosmosSettlementPeriods>()
            .AddSingleton<IDisputes, CosmosDisputes>()
            .AddSingleton<IStatementLineFiles, CsvLineFiles>()
            .AddSingleton<Func<PointsFlow, ReadOnlyMemory<byte>>>(FlowJson.Write)
            .AddSingleton<FlowBooking>()
            .AddSingleton<RedemptionFlows>()
            .AddSingleton<RedemptionSettlement>()
            .AddSingleton<FlowSettlement>()
            .AddSingleton<BookedFlows>()
            .AddSingleton<StatementReader>()
            .AddSingleton<PeriodPages>()
            .AddSingleton<ClosePeriodHandler>()
            .AddSingleton<LedgerFlowReader>()
            .AddSingleton<IApprovedCommand, DisputeAcceptanceCommand>()
            .AddSingleton<ReconcilePeriodHandler>()
            .AddSingleton<DisputeCorrections>()
            .AddSingleton<RaiseDisputeHandler>()
            .AddSingleton<AnswerDisputeHandler>()
            .AddSingleton<IBacklog, PeriodsToCloseBacklog>();
}
