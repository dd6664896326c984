using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Relaying;
using Points.Cosmos.Settling;
using Points.Domain.Ledger;
using Points.Domain.Settling;
using Points.Functions.Jobs;

namespace Points.Functions.Settling;

/// <summary>Settlement between merchants.</summary>
internal static class SettlingServices
{
    public static IServiceCollection AddSettling(this IServiceCollection services) =>
        services
            .AddSingleton<ILedger, CosmosLedger>()
            .AddSingleton<ISettlementAccounts, CosmosSettlementAccounts>()
            .AddSingleton<IStatements, CosmosStatements>()
            .AddSingleton<IDisputes, CosmosDisputes>()
            .AddSingleton<IReconciliations, CosmosReconciliations>()
            .AddSingleton<IStatementLineFiles, CsvLineFiles>()
            .AddSingleton<Func<PointsFlow, ReadOnlyMemory<byte>>>(FlowJson.Write)
            .AddSingleton<FlowBooking>()
            .AddSingleton<StatementReader>()
            .AddSingleton<PeriodCloser>()
            .AddSingleton<DisputeHandler>()
            .AddSingleton<LedgerFlowReader>()
            .AddSingleton<PeriodReconciler>()
            .AddSingleton<IBacklog, PeriodsToCloseBacklog>();
}
