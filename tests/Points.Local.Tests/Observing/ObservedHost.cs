namespace Points.Local.Tests.Observing;

/// <summary>A host in a process of its own, so that what is measured is its own, and who collects what it tells.</summary>
public sealed class ObservedHost : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private HostProcess _host = null!;

    internal Collector Collector { get; private set; } = null!;

    internal Api Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Collector = await Collector.Start();
        _host = await HostProcess.StartWith(Collector.Environment, _folder.At("data"));
        Api = new(_host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _host.DisposeAsync();
        await Collector.DisposeAsync();
        _folder.Dispose();
    }
}
