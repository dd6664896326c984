using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Adjusting;
using Points.Functions.Approving;

namespace Points.Functions.Adjusting;

/// <summary>Registers the services for what operators give and take.</summary>
internal static class AdjustingServices
{
    public static IServiceCollection AddAdjusting(this IServiceCollection services) =>
        services
            .AddSingleton<AdjustHandler>()
            .AddSingleton<IApprovedCommand, AdjustmentCommand>()
            .AddSingleton<OpenBalanceHandler>()
            .AddSingleton<IApprovedCommand, OpeningBalanceCommand>();
}
