using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Relaying;
using Points.Domain.Relaying;

namespace Points.Functions.Relaying;

/// <summary>What follows from the ledger's change feed.</summary>
internal static class RelayingServices
{
    public static IServiceCollection AddRelaying(this IServiceCollection services) =>
        services.AddSingleton<ISetAsideEntries, CosmosSetAsideEntries>().AddSingleton<EntryRelay>();
}
