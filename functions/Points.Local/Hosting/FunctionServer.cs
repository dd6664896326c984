using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Points.Functions.Observing;

namespace Points.Local.Hosting;

/// <summary>Serves functions over HTTP on the loopback address only.</summary>
internal static class FunctionServer
{
    private const int BodyBytesMax = 1024 * 1024;

    /// <summary>Builds a server. It listens after <see cref="Start"/>.</summary>
    /// <param name="origins">The origins of web pages that may call functions that need a token; null for none.</param>
    public static WebApplication Build(
        int port,
        IEnumerable<HttpFunction> functions,
        Action<IServiceCollection> services,
        LogLevel logs = LogLevel.Warning,
        AllowedOrigins? origins = null
    )
    {
        // Without configuration files, environment variables and file watchers, which would delay the start.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
                kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            });
        builder
            .Services.AddRoutingCore()
            .AddCors((origins ?? AllowedOrigins.None).AddPoliciesTo)
            .AddSingleton<InvocationToken>()
            .AddSingleton<FallbackMiddleware>()
            .AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = InvocationToken.GracePeriod + TimeSpan.FromSeconds(1)
        );
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder
            .Logging.AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(logs)
            .AddRedaction()
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // The caller reports a failed start.
        builder.Configuration.AddInMemoryCollection(OpenTelemetryVariables.Read());
        builder.Services.AddTelemetry(builder.Configuration);
        services(builder.Services);

        var app = builder.Build();
        app.Use(app.Services.GetRequiredService<FallbackMiddleware>().Invoke);
        app.UseCors();
        foreach (var function in functions)
            Map(app, function);
        return app;
    }

    /// <returns>The URL of the server, with the port that the system chose if the port was 0.</returns>
    public static async Task<Uri> Start(WebApplication app, int port, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException fault)
        {
            throw new CannotStartException($"Port {port} of 127.0.0.1 is in use by another process.", fault);
        }
        catch (System.Net.Sockets.SocketException fault)
        {
            throw new CannotStartException(
                $"The host cannot listen on port {port} of 127.0.0.1: {fault.Message}.",
                fault
            );
        }
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Uri(addresses.Single());
    }

    private static void Map(WebApplication app, HttpFunction function)
    {
        var token = app.Services.GetRequiredService<InvocationToken>();
        RequestDelegate run = async http => await (await function.Invoke(http, token.Value)).ExecuteAsync(http);
        var pattern = $"{OneMachineHost.ApiPrefix}/{function.Route}";
        var endpoint =
            function.Methods.Count == 0 ? app.Map(pattern, run) : app.MapMethods(pattern, function.Methods, run);
        endpoint.RequireCors(function.IsPublic ? AllowedOrigins.Everyone : AllowedOrigins.Listed);
    }

    /// <summary>The caller of <see cref="Start"/> decides when the server stops.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
