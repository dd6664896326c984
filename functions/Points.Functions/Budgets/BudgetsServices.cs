using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Budgets;
using Points.Domain.Budgets;

namespace Points.Functions.Budgets;

/// <summary>Registers the services for issuance budgets.</summary>
internal static class BudgetsServices
{
    public static IServiceCollection AddBudgets(this IServiceCollection services) =>
        services
            .AddSingleton<IBudgets>(host => new CosmosBudgets(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton(host => new BudgetReconciliation(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton<BudgetMetrics>()
            .AddSingleton<Issuance>();
}
