using Microsoft.Extensions.DependencyInjection;
using Points.Domain.Families;

namespace Points.Functions.Families;

/// <summary>Registers families and the transfers within them.</summary>
internal static class FamiliesServices
{
    public static IServiceCollection AddFamilies(this IServiceCollection services) =>
        services
            .AddSingleton<RegisterFamilyHandler>()
            .AddSingleton<TransferResumption>()
            .AddSingleton<SendPointsHandler>();
}
