using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Programmes;
using Points.Cosmos.Wallets;
using Points.Domain.Notifying;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Revising;
using Points.Domain.Simulating;
using Points.Functions.Jobs;

namespace Points.Functions.Programmes;

/// <summary>Programmes, their revisions, and the notices of changes.</summary>
internal static class ProgrammesServices
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services) =>
        services
            // The age of a cache is measured in real time: business time can be set.
            .AddSingleton<IProgrammes>(host => new CosmosProgrammes(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton<IOrderHistory, CosmosOrderHistory>()
            .AddSingleton<IChangeNotifications, CosmosChangeNotifications>()
            .AddSingleton<RevisionLifecycle>()
            .AddSingleton<NoticeProgress>()
            .AddSingleton<AnnouncementCompletion>()
            .AddSingleton<ChangeNoticeRun>()
            .AddSingleton<RevisionActivationRun>()
            .AddSingleton<RevisionSimulator>()
            .AddSingleton<IBacklog, MembersToNotifyBacklog>();
}
