using System.Net;
using Points.Local.Cosmos;

namespace Points.Local.Tests.Acceptance;

/// <summary>What those see who watch the app.</summary>
public sealed class HealthTests
{
    /// <summary>Longer than what is asked may take to answer, and than an answer is kept.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task A_host_with_all_it_needs_is_live_and_ready()
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
    public async Task A_host_whose_store_does_not_answer_in_time_lives_and_is_not_ready_until_it_does()
    {
        await using var host = await RunningHost.Start();
        host.Store.Faults.InjectNext(int.MaxValue, InjectedFault.Slow(Long), (container, _) => container == "lookups");

        var since = TimeProvider.System.GetTimestamp();
        var ready = (await Get(host, "/ready")).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.True(TimeProvider.System.GetElapsedTime(since) < Long, "it is said before the store answers");
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
    public async Task However_often_it_is_asked_the_store_is_asked_once_in_a_while()
    {
        await using var host = await RunningHost.Start();
        await Get(host, "/ready");
        var asked = 0;
        host.Store.Faults.InjectNext(
            int.MaxValue,
            InjectedFault.Unavailable,
            (container, _) => container == "lookups" && Interlocked.Increment(ref asked) < 0
        );
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Get(host, "/ready")));
        Assert.InRange(asked, 0, 3);
    }

    [Fact]
    public async Task A_store_that_throttles_answers_and_is_no_reason_to_take_the_host_away()
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
    public async Task Probes_may_ask_without_wanting_the_body(string which)
    {
        await using var host = await RunningHost.Start();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(host.Address, $"/api/health{which}"));
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(
            (HttpStatusCode.OK, ""),
            (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
        );
    }

    private static Task<Reply> Get(RunningHost host, string which) =>
        host.Api.Send(HttpMethod.Get, $"/api/health{which}", null);
}
