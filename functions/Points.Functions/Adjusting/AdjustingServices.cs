using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Adjusting;

namespace Points.Functions.Adjusting;

/// <summary>Registers the services for what operators give and take.</summary>
internal static class AdjustingServices
{
    public static IServiceCollection AddAdjusting(this IServiceCollection services) =>
        services.AddSingleton<AdjustHandler>().AddSingleton<OpenBalanceHandler>();
}
