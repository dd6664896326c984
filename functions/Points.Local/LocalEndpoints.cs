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

/// <summary>
/// Maps the paths that only the one-machine host has: <c>/</c>, <c>/local</c>, <c>/admin</c> and <c>/docs</c>.
/// </summary>
internal static class LocalEndpoints
{
    public static void Map(
        WebApplication app,
        AdminHttp admin,
        ClockHttp clock,
        TokensHttp tokens,
        RequestCountsHttp requests,
        QueuesHttp queues,
        StartPage start
    )
    {
        var ct = app.Services.GetRequiredService<InvocationToken>().Value;
        // A web page could point its own host name at this machine and read these paths in the developer's browser.
        var local = app.MapGroup("/local").RequireHost(ForeignRequestGuard.HostNames).AnswerHead();
        admin.Map(app.MapGroup("/admin").RequireHost(ForeignRequestGuard.HostNames), ct);
        clock.Map(local, ct);
        tokens.Map(local, ct);
        requests.Map(local);
        queues.Map(local, ct);
        ActivatorUtilities.CreateInstance<InboxHttp>(app.Services).Map(local, ct);
        DocsPage.Map(app);
        start.Map(app);
    }
}
