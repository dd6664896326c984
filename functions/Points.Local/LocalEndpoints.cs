using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Points.Local.Clock;
using Points.Local.Docs;
using Points.Local.Hosting;
using Points.Local.Messaging;
using Points.Local.Notifying;
using Points.Local.Observing;
using Points.Local.Tokens;

namespace Points.Local;

/// <summary>Maps the paths that only the one-machine host has: <c>/local</c>, <c>/admin</c> and <c>/docs</c>.</summary>
internal static class LocalEndpoints
{
    // A web page could point its own host name at this machine and call these paths from the developer's browser.
    private static readonly string[] AllowedHosts = ["127.0.0.1", "localhost"];

    public static void Map(
        WebApplication app,
        AdminHttp admin,
        ClockHttp clock,
        TokensHttp tokens,
        RequestCountsHttp requests,
        QueuesHttp queues
    )
    {
        var ct = app.Services.GetRequiredService<InvocationToken>().Value;
        var local = app.MapGroup("/local").RequireHost(AllowedHosts);
        admin.Map(app.MapGroup("/admin").RequireHost(AllowedHosts), ct);
        clock.Map(local, ct);
        tokens.Map(local, ct);
        requests.Map(local);
        queues.Map(local, ct);
        ActivatorUtilities.CreateInstance<InboxHttp>(app.Services).Map(local, ct);
        DocsPage.Map(app);
    }
}
