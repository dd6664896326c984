using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Intake;

namespace Points.Functions.Intake;

/// <summary>Registers the services for merchants' messages.</summary>
internal static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services) =>
        services.AddSingleton<CosmosEventOutcomes>().AddSingleton<CosmosListedEvents>().AddSingleton<EventIntake>();
}
