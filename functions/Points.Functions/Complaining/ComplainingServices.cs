using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Complaining;
using Points.Domain.Complaining;
using Points.Domain.Jobs;
using Points.Functions.Jobs;

namespace Points.Functions.Complaining;

/// <summary>Registers what members' complaints and their answers need.</summary>
internal static class ComplainingServices
{
    public static IServiceCollection AddComplaining(this IServiceCollection services) =>
        services
            .AddSingleton<IComplaints, CosmosComplaints>()
            .AddSingleton<IDueItems<ComplaintKey>, CosmosDueComplaints>()
            .AddSingleton<RaiseComplaintHandler>()
            .AddSingleton<AnswerComplaintHandler>()
            .AddSingleton<ComplaintReminderRun>()
            .AddSingleton<IBacklog, ComplaintsBacklog>()
            .AddInvitedWork<ComplaintReminderRun>(
                host => host.GetRequiredService<IDueItems<ComplaintKey>>().Name,
                (run, share, ct) => run.Run(share, ct)
            );
}
