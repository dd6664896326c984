using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Lookups;
using Points.Domain.Intake;

namespace Points.Functions.Intake;

/// <summary>Registers the services for merchants' messages.</summary>
internal static class IntakeServices
{
    public static IServiceCollection AddIntake(this IServiceCollection services) =>
        services.AddSingleton<IEventOutcomes, CosmosEventOutcomes>().AddSingleton<EventIntake>();
}
