using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Points.Worker.Tests.Hosting;

/// <summary>Builds web servers that listen on a free port of this machine only, and log nothing.</summary>
internal static class LoopbackServer
{
    /// <param name="certificate">The certificate for HTTPS; null for plain HTTP.</param>
    public static WebApplicationBuilder CreateBuilder(HttpProtocols protocols, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(server =>
            server.Listen(
                IPAddress.Loopback,
                0,
                endpoint =>
                {
                    endpoint.Protocols = protocols;
                    if (certificate is not null)
                        endpoint.UseHttps(certificate);
                }
            )
        );
        return builder;
    }
}
