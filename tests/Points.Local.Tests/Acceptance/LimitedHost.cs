namespace Points.Local.Tests.Acceptance;

/// <summary>
/// A host with the limits that it has without settings. Tests that reach them use tills of their own.
/// </summary>
public sealed class LimitedHost : IAsyncLifetime
{
    private RunningHost _host = null!;

    internal Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
