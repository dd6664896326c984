using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Points.Functions.Observing;

namespace Points.Functions.Worker;

/// <summary>What is particular to Azure in telling of itself.</summary>
internal static class WorkerTelemetry
{
    /// <summary>The host leaves spans and logs of the worker to the worker; Application Insights gets them from it as itself, as ingestion takes no key.</summary>
    public static Action<IOpenTelemetryBuilder> Of(IConfiguration configuration, TokenCredential identity) =>
        telemetry =>
        {
            telemetry.UseFunctionsWorkerDefaults();
            if (configuration[Telemetry.ApplicationInsights] is not { Length: > 0 } connection)
                return;
            telemetry.UseAzureMonitorExporter(exporter =>
            {
                (exporter.ConnectionString, exporter.Credential) = (connection, identity);
                // An error is logged for whoever looks for errors, whether or not its request's trace is kept.
                exporter.EnableTraceBasedLogsSampler = false;
            });
            // After the exporter, which would else draw lots anew for each hop and keep none whole: the host, which is asked first,
            // decides for the whole trace.
            telemetry.WithTracing(traces => traces.SetSampler(new ParentBasedSampler(new AlwaysOnSampler())));
        };
}
