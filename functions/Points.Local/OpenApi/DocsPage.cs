extern alias ScalarUi;

using Microsoft.AspNetCore.Builder;
using ScalarUi::Scalar.AspNetCore;

namespace Points.Local.OpenApi;

/// <summary>Shows the API in a browser. Script and style come from here, fonts are the browser's own: it needs no network.</summary>
internal static class DocsPage
{
    private const string Route = "/docs";

    /// <summary>Whatever the page's script may do one day, the browser lets it talk to this host only.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:";

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
            .RequireHost("127.0.0.1", "localhost");
    }
}
