using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Reporting;
using Points.Domain.Reporting;

namespace Points.Functions.Reporting;

/// <summary>Registers the services of the reports.</summary>
internal static class ReportingServices
{
    public static IServiceCollection AddReporting(this IServiceCollection services) =>
        services
            .AddSingleton<IReportSums, CosmosReportSums>()
            .AddSingleton<IReportProgress, CosmosReportProgress>()
            .AddSingleton<IReportRebuild, CosmosReportRebuild>()
            .AddSingleton<ReportReader>()
            .AddSingleton<ReportCounting>();
}
