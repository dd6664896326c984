using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Programmes;
using Points.Domain.Notifying;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Revising;
using Points.Domain.Simulating;
using Points.Functions.Approving;
using Points.Functions.Jobs;

namespace Points.Functions.Programmes;

/// <summary>Registers what serves programmes, their revisions, and the notices of changes.</summary>
internal static class ProgrammesServices
{
    public static IServiceCollection AddProgrammes(this IServiceCollection services) =>
        services
            // The age of the cache is measured on the real clock: business time can be set.
            .AddSingleton<IProgrammes>(host => new CosmosProgrammes(
                host.GetRequiredService<CosmosClient>(),
                TimeProvider.System
            ))
            .AddSingleton<IChangeNotifications, CosmosChangeNotifications>()
            .AddSingleton<ProgrammeIds>()
            .AddSingleton<ProgrammeRevisions>()
            .AddSingleton<SubmitRevisionHandler>()
            .AddSingleton<AnnounceRevisionHandler>()
            .AddSingleton<IApprovedCommand, AnnouncementCommand>()
            .AddSingleton<PostponeRevisionHandler>()
            .AddSingleton<WithdrawRevisionHandler>()
            .AddSingleton<NoticeProgress>()
            .AddSingleton<AnnouncementCompletion>()
            .AddSingleton<ChangeNoticeRun>()
            .AddSingleton<RevisionActivationRun>()
            .AddSingleton<SimulateRevisionHandler>()
            .AddSingleton<IBacklog, MembersToNotifyBacklog>();
}
