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

/// <summary>Where what the app tells of itself goes, in either host.</summary>
public static class Telemetry
{
    /// <summary>OpenTelemetry's own settings, which its exporters read by themselves.</summary>
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT",
        ServiceName = "OTEL_SERVICE_NAME";

    /// <summary>The setting that names an Application Insights, as the Functions host has it.</summary>
    public const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>The spans of functions' executions, as the Functions worker names their source.</summary>
    private const string WorkerSource = "Microsoft.Azure.Functions.Worker";

    /// <summary>
    /// Sends spans, measures and logs where a setting says so: by OTLP to <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, or as the host
    /// has it. Where nothing is sent, nobody listens, and nothing is made.
    /// </summary>
    /// <param name="host">What the host adds, where anything is sent.</param>
    public static IServiceCollection AddTelemetry(
        this IServiceCollection services,
        IConfiguration configuration,
        Action<IOpenTelemetryBuilder>? host = null
    )
    {
        var byOtlp = configuration[OtlpEndpoint] is { Length: > 0 };
        if (!byOtlp && configuration[ApplicationInsights] is not { Length: > 0 })
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
            .WithMetrics(measures =>
                measures
                    .AddMeter(Signals.Name)
                    .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            )
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true);
        if (byOtlp)
            telemetry.UseOtlpExporter();
        host?.Invoke(telemetry);
        return services;
    }

    /// <summary>The server's own logs of requests hold their paths; its warnings do not.</summary>
    public static ILoggingBuilder AddRedaction(this ILoggingBuilder logging) =>
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

    private static void RedactUrl(Activity span, HttpResponse response)
    {
        span.SetTag("url.path", RequestRoute.FindTemplate(response.HttpContext));
        span.SetTag("url.query", null);
    }
}
