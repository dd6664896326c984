using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos.Exporting;

namespace Points.Functions.Exporting;

/// <summary>Registers what exports of members need.</summary>
internal static class ExportingServices
{
    public static IServiceCollection AddExporting(this IServiceCollection services) =>
        services.AddSingleton<CosmosMemberExports>();
}
