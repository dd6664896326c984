using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Points.Local.Hosting;

namespace Points.Tests;

/// <summary>A server whose answers a test defines.</summary>
public sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubServer(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public static async Task<StubServer> Start(RequestDelegate answer)
    {
        var app = FunctionServer.Build(0, [], _ => { });
        app.Run(answer);
        return new(app, await FunctionServer.Start(app, 0, TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
