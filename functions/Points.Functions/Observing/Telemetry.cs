using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Points.Domain.Observing;
using Points.Functions.Http;

namespace Points.Functions.Observing;

/// <summary>Sets up traces, metrics and logs for both hosts.</summary>
public static class Telemetry
{
    /// <summary>OpenTelemetry's own settings. Its exporters read them directly.</summary>
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT",
        ServiceName = "OTEL_SERVICE_NAME";

    /// <summary>
    /// The setting with the connection string of Application Insights, as the Functions host names it.
    /// </summary>
    public const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>The activity source of function executions, as the Functions worker names it.</summary>
    private const string WorkerSource = "Microsoft.Azure.Functions.Worker";

    /// <summary>
    /// Sends traces, metrics and logs by OTLP if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, and through the host's own
    /// exporter if <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> is set. If neither is set, nothing is recorded.
    /// </summary>
    /// <param name="host">Adds what is specific to the host. Called only if telemetry is sent.</param>
    public static IServiceCollection AddTelemetry(
        this IServiceCollection services,
        IConfiguration configuration,
        Action<IOpenTelemetryBuilder>? host = null
    )
    {
        var usesOtlp = configuration[OtlpEndpoint] is { Length: > 0 };
        if (!usesOtlp && configuration[ApplicationInsights] is not { Length: > 0 })
            return services;
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService(configuration[ServiceName] is { Length: > 0 } name ? name : "points")
            )
            .WithTracing(traces =>
                traces
                    .AddSource(Signals.Name, WorkerSource)
                    .AddAspNetCoreInstrumentation(http => http.EnrichWithHttpResponse = RedactUrl)
                    .AddProcessor(new ErrorTextRedaction())
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(Signals.Name)
                    .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            )
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true);
        if (usesOtlp)
            telemetry.UseOtlpExporter();
        host?.Invoke(telemetry);
        return services;
    }

    /// <summary>
    /// Keeps the web server's request logs out of the log: they contain paths, which may name members.
    /// </summary>
    public static ILoggingBuilder AddRedaction(this ILoggingBuilder logging) =>
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

    private static void RedactUrl(Activity span, HttpResponse response)
    {
        span.SetTag("url.path", RequestRoute.FindTemplate(response.HttpContext));
        span.SetTag("url.query", null);
    }
}
