using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Relaying;
using Points.Domain.Relaying;

namespace Points.Functions.Relaying;

/// <summary>Registers the services that relay ledger entries.</summary>
internal static class RelayingServices
{
    public static IServiceCollection AddRelaying(this IServiceCollection services) =>
        services.AddSingleton<CosmosSetAsideEntries>().AddSingleton<EntryRelay>();
}
