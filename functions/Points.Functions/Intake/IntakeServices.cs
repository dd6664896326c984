using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Lookups;
using Points.Domain.Intake;

namespace Points.Functions.Intake;

/// <summary>Merchants' purchases and refunds, over HTTP and as messages.</summary>
internal static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services) =>
        services.AddSingleton<IEventOutcomes, CosmosEventOutcomes>().AddSingleton<EventIntake>();
}
