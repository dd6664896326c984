using Points.Local.Tests.Acceptance;

[assembly: AssemblyFixture(typeof(AcceptanceHost))]

namespace Points.Local.Tests.Acceptance;

/// <summary>One host for all tests that need no host of their own: every test brings its own members.</summary>
public sealed class AcceptanceHost : IAsyncLifetime
{
    private RunningHost _host = null!;

    internal Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
