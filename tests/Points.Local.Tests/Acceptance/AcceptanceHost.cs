using Points.Local.Tests.Acceptance;

[assembly: AssemblyFixture(typeof(AcceptanceHost))]

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// One host that is shared by all tests without a host of their own. Each test enrols its own members.
/// </summary>
public sealed class AcceptanceHost : IAsyncLifetime
{
    private RunningHost _host = null!;

    internal Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
