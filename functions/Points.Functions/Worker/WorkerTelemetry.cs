using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Points.Functions.Observing;

namespace Points.Functions.Worker;

/// <summary>Sets up the telemetry that is specific to Azure.</summary>
internal static class WorkerTelemetry
{
    /// <summary>
    /// The worker sends its own traces and logs, because the Functions host does not. It sends them to Application
    /// Insights with the app's identity, because ingestion accepts no key.
    /// </summary>
    public static Action<IOpenTelemetryBuilder> Configure(IConfiguration configuration, TokenCredential identity) =>
        telemetry =>
        {
            telemetry.UseFunctionsWorkerDefaults();
            if (configuration[Telemetry.ApplicationInsights] is not { Length: > 0 } connection)
                return;
            telemetry.UseAzureMonitorExporter(exporter =>
            {
                (exporter.ConnectionString, exporter.Credential) = (connection, identity);
                // Keeps the logs of requests whose trace is not sampled, so that no error is missed.
                exporter.EnableTraceBasedLogsSampler = false;
            });
            // The exporter sets a sampler of its own, which samples every span again and leaves gaps in traces. This
            // call comes later, so it replaces that sampler: a span is kept if the Functions host kept its trace.
            telemetry.WithTracing(traces => traces.SetSampler(new ParentBasedSampler(new AlwaysOnSampler())));
        };
}
