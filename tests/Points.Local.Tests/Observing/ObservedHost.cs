namespace Points.Local.Tests.Observing;

/// <summary>
/// A host in its own process, and the collector of its telemetry. No other host adds to what is measured.
/// </summary>
public sealed class ObservedHost : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private HostProcess _host = null!;

    internal OtlpCollector Collector { get; private set; } = null!;

    internal Api Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Collector = await OtlpCollector.Start();
        _host = await HostProcess.StartWithEnvironment(Collector.Environment, _folder.PathOf("data"));
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
