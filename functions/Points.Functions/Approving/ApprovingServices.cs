using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Approving;
using Points.Domain.Approving;
using Points.Functions.Settings;

namespace Points.Functions.Approving;

/// <summary>Registers what lets a second operator approve.</summary>
internal static class ApprovingServices
{
    public static IServiceCollection AddApproving(this IServiceCollection services) =>
        services
            .AddSingleton<IApprovals, CosmosApprovals>()
            .AddSingleton(host => new AskForApprovalHandler(
                host.GetRequiredService<IApprovals>(),
                TimeSpan.FromDays(host.GetRequiredService<ApprovalsOptions>().WaitDays)
            ))
            .AddSingleton<IStaffSums, CosmosStaffSums>()
            .AddSingleton(host => new StaffAllowance(
                host.GetRequiredService<IStaffSums>(),
                host.GetRequiredService<ApprovalsOptions>().ToStaffLimits()
            ))
            .AddSingleton<FourEyes>()
            .AddSingleton<IApprovedCommand, ImportCommand>()
            .AddSingleton<ImportProofs>()
            .AddSingleton<IApprovedCommands, ApprovedCommands>()
            .AddSingleton<DecideApprovalHandler>();
}
