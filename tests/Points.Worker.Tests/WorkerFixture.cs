using Points.Worker.Tests.Hosting;

[assembly: AssemblyFixture(typeof(Points.Worker.Tests.WorkerFixture))]

namespace Points.Worker.Tests;

/// <summary>One worker for all tests.</summary>
public sealed class WorkerFixture : IAsyncLifetime
{
    internal FunctionsHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Host = await FunctionsHost.Start(SampleSettings.Read(), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
