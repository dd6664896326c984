using System.Net;
using Emulators.CosmosDb;

namespace Points.Local.Tests.Acceptance;

/// <summary>The health probes of the app.</summary>
public sealed class HealthTests
{
    /// <summary>Longer than the time limit of a check, and than a result is cached.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task Given_all_dependencies_answer_Then_the_host_is_live_and_ready()
    {
        await using var host = await RunningHost.Start();
        var ready = (await Get(host, "/ready")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ["files", "gateways", "queues", "store", "tokens"],
            ready.Body["checks"]!.AsArray().Select(check => (string)check!["name"]!)
        );
        Assert.All(ready.Body["checks"]!.AsArray(), check => Assert.True((bool)check!["ready"]!));
        Assert.Equal("""{"status":"live"}""", (await Get(host, "/live")).Expect(HttpStatusCode.OK).Raw);
    }

    [Fact]
    public async Task Given_a_store_that_answers_late_Then_the_host_is_live_and_not_ready_until_it_answers_in_time()
    {
        await using var host = await RunningHost.Start();
        host.Store.Faults.InjectNext(int.MaxValue, InjectedFault.Slow(Long), (container, _) => container == "lookups");

        var since = TimeProvider.System.GetTimestamp();
        var ready = (await Get(host, "/ready")).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.True(TimeProvider.System.GetElapsedTime(since) < Long, "the probe answers before the store does");
        Assert.Equal(
            ["store"],
            ready.Body["checks"]!
                .AsArray()
                .Where(check => !(bool)check!["ready"]!)
                .Select(check => (string)check!["name"]!)
        );
        (await Get(host, "/live")).Expect(HttpStatusCode.OK);
        Assert.False((bool)(await Get(host, "")).Expect(HttpStatusCode.OK).Body["ready"]!);

        host.Store.Faults.Clear();
        await Eventually.IsTrue(async () => (await Get(host, "/ready")).Status == HttpStatusCode.OK, "being ready");
    }

    [Fact]
    public async Task Given_many_probes_Then_the_store_is_checked_only_a_few_times()
    {
        await using var host = await RunningHost.Start();
        await Get(host, "/ready");
        var checks = 0;
        host.Store.Faults.InjectNext(
            int.MaxValue,
            InjectedFault.Unavailable,
            (container, _) => container == "lookups" && Interlocked.Increment(ref checks) < 0
        );
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Get(host, "/ready")));
        Assert.InRange(checks, 0, 3);
    }

    [Fact]
    public async Task Given_a_throttled_store_Then_the_host_stays_ready()
    {
        await using var host = await RunningHost.Start();
        host.Store.Faults.InjectNext(
            int.MaxValue,
            InjectedFault.Throttled(TimeSpan.FromMilliseconds(1)),
            (container, _) => container == "lookups"
        );
        (await Get(host, "/ready")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/live")]
    [InlineData("/ready")]
    public async Task A_probe_may_use_HEAD(string path)
    {
        await using var host = await RunningHost.Start();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(host.Address, $"/api/health{path}"));
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(
            (HttpStatusCode.OK, ""),
            (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
        );
    }

    private static Task<Reply> Get(RunningHost host, string path) =>
        host.Api.Send(HttpMethod.Get, $"/api/health{path}", null);
}
