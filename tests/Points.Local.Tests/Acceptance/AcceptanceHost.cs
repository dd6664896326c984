using Points.Local.Tests.Acceptance;

[assembly: AssemblyFixture(typeof(AcceptanceHost))]

namespace Points.Local.Tests.Acceptance;

/// <summary>One host for all tests that need no host of their own: every test brings its own members.</summary>
public sealed class AcceptanceHost : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("points-acceptance-").FullName;
    private LocalHost _host = null!;

    internal Api Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await LocalHost.Start(new LocalHostOptions(_folder) { Port = 0 });
        Api = new(_host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
