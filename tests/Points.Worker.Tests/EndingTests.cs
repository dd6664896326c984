using System.Net;
using Points.Worker.Tests.Hosting;

namespace Points.Worker.Tests;

/// <summary>How the worker ends.</summary>
public sealed class EndingTests
{
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_host_asks_the_worker_to_end_Then_it_ends_without_a_failure()
    {
        await using var host = await FunctionsHost.Start(SampleSettings.Read(), Ct);
        using var api = new ApiClient(new ProxyHandler(host));
        (await api.Send(HttpMethod.Get, "api/health/live", token: null)).Expect(HttpStatusCode.OK);

        host.Terminate(grace: ExitTimeout);

        Assert.Equal(0, await host.Worker.WaitForExit(Ct).WaitAsync(ExitTimeout, Ct));
    }
}
