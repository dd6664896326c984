using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using Points.Functions.Observing;

namespace Points.Functions.Worker;

/// <summary>What is particular to Azure in telling of itself.</summary>
internal static class WorkerTelemetry
{
    /// <summary>The host leaves spans and logs of the worker to the worker; Application Insights gets them from it as itself, as ingestion takes no key.</summary>
    public static Action<IOpenTelemetryBuilder> Of(IConfiguration configuration, TokenCredential identity) => telemetry =>
    {
        telemetry.UseFunctionsWorkerDefaults();
        if (configuration[Telemetry.ApplicationInsights] is { Length: > 0 } connection)
            telemetry.UseAzureMonitorExporter(exporter => (exporter.ConnectionString, exporter.Credential) = (connection, identity));
    };
}
