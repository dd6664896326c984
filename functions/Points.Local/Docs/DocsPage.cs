extern alias ScalarUi;

using Microsoft.AspNetCore.Builder;
using Points.Local.Hosting;
using ScalarUi::Scalar.AspNetCore;

namespace Points.Local.Docs;

/// <summary>
/// Shows the API in a browser. The page needs no network: the host serves its script and style, and the fonts are the
/// browser's own.
/// </summary>
internal static class DocsPage
{
    private const string Route = "/docs";

    /// <summary>Lets the page connect only to this host, whatever a later version of its script does.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:";

    public static void Map(WebApplication app)
    {
        app.Use(
            (http, next) =>
            {
                if (http.Request.Path.StartsWithSegments(Route, StringComparison.Ordinal))
                    http.Response.Headers.ContentSecurityPolicy = Policy;
                return next(http);
            }
        );
        app.MapScalarApiReference(
                Route,
                (page, http) =>
                    page.WithTitle("Points: the API")
                        .WithOpenApiRoutePattern("/api/openapi.json")
                        .AddServer($"http://{http.Request.Host}", "This host.")
                        .DisableDefaultFonts()
                        .DisableTelemetry()
                        .DisableAgent()
                        .DisableMcp()
                        .HideClientButton()
                        .HideDeveloperTools()
            )
            .RequireHost(ForeignRequestGuard.HostNames)
            .AnswerHead();
    }
}
