using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Auditing;
using Points.Domain.Auditing;

namespace Points.Functions.Auditing;

/// <summary>Registers the services of the auditors' journal.</summary>
internal static class AuditingServices
{
    public static IServiceCollection AddAuditing(this IServiceCollection services) =>
        services
            .AddSingleton<IJournal, CosmosJournal>()
            .AddSingleton<StaffActions>()
            .AddSingleton<JournalRecorder>()
            .AddSingleton<JournalFeed>();
}
