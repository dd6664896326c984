using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Points.Cosmos;
using Points.Functions.Jobs;

namespace Points.Local.Tests.Acceptance;

/// <summary>Operators see how each job ran, when it runs next, and how much remains for it.</summary>
public sealed class JobsTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Jobs_are_for_operators_and_auditors()
    {
        var api = _host.Api;
        foreach (var token in new[] { await api.OperatorToken(), await api.AuditorToken() })
            (await api.Send(HttpMethod.Get, "/api/jobs", token)).Expect(HttpStatusCode.OK);
        foreach (var token in new[] { await api.MerchantToken("supermarket"), await api.MemberToken("m-1") })
            (await api.Send(HttpMethod.Get, "/api/jobs", token)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await api.Send(HttpMethod.Get, "/api/jobs", null)).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "unauthenticated"
        );
    }

    [Fact]
    public async Task Every_job_that_is_run_by_hand_shows_its_run()
    {
        var before = await _host.Api.Jobs();
        Assert.Equal(JobDefinition.All.Select(job => job.Name), before.Keys);
        Assert.All(before.Values, job => Assert.Equal("never", (string)job["state"]!));
        foreach (var (name, _) in before)
            await _host.Api.RunJob(name);
        var after = await _host.Api.Jobs();
        Assert.All(
            after.Values,
            job =>
            {
                Assert.Equal("succeeded", (string)job["state"]!);
                Assert.Equal((string)job["lastRun"]!["endedAt"]!, (string)job["lastSucceededAt"]!);
                Assert.False((bool)job["lastRun"]!["isPastDue"]!);
            }
        );
        Assert.Equal("""{"wallets":0,"reservations":0}""", after["HoldRelease"]["lastRun"]!["touched"]!.ToJsonString());
        Assert.Equal("30 * * * * *", (string)after["HoldRelease"]["schedule"]!);
    }

    [Fact]
    public async Task A_job_that_fails_says_why_and_when_it_last_succeeded()
    {
        await _host.Api.RunJob("SettlementClose");
        var succeeded = await Job("SettlementClose");
        _host.Store.Faults.InjectRandomly(
            1,
            seed: 1,
            InjectedFault.Unavailable,
            (container, _) => container == CosmosContainers.Settlement
        );
        (await _host.Api.Send(HttpMethod.Post, "/admin/functions/SettlementClose", null)).Expect(
            HttpStatusCode.InternalServerError
        );
        var failed = await Job("SettlementClose");
        Assert.Equal("failed", (string)failed["state"]!);
        Assert.Contains("StoreUnavailableException", (string)failed["lastRun"]!["error"]!, StringComparison.Ordinal);
        Assert.Equal((string)succeeded["lastSucceededAt"]!, (string)failed["lastSucceededAt"]!);
        Assert.Null(failed["remains"]); // The store does not answer.
    }

    [Fact]
    public async Task A_job_shows_how_much_remains_until_it_is_done()
    {
        await _host.Api.SetClock("2030-03-10T12:00:00+08:00");
        var memberId = await _host.Api.EnrolNewMember("supermarket");
        await _host.Api.EarnPoints(memberId, "supermarket", 2_000, _host.Clock.GetUtcNow());
        (await _host.Api.Redeem(memberId, Api.RedemptionBody("supermarket", "voucher", 1_000))).Expect(
            HttpStatusCode.Created
        );
        await _host.Api.RunJob("SettlementLines");
        Assert.Equal(0, (long)(await Job("SettlementClose"))["remains"]!);
        await _host.Api.SetClock("2030-04-01T05:00:00+08:00");
        Assert.Equal(0, (long)(await Job("SettlementClose"))["remains"]!); // Lines may still be on their way.
        await _host.Api.SetClock("2030-04-01T07:00:00+08:00");
        Assert.Equal(1, (long)(await Job("SettlementClose"))["remains"]!);
        await _host.Api.RunJob("SettlementClose");
        var done = await Job("SettlementClose");
        Assert.Equal((0, """{"periods":1}"""), ((long)done["remains"]!, done["lastRun"]!["touched"]!.ToJsonString()));
    }

    [Fact]
    public async Task Given_missed_moments_of_its_schedule_Then_a_job_runs_once_for_all_of_them()
    {
        await using var host = await RunningHost.Start(runsTimers: true);
        await host.Api.SetClock("2035-01-01T00:00:00Z");
        JsonObject? seen = null;
        var job = await Eventually.Find(
            async () =>
                (string)(seen = (await host.Api.Jobs())["SettlementReconcile"])["state"]! == "succeeded" ? seen : null,
            () => $"success of {seen}"
        );
        Assert.True((bool)job["lastRun"]!["isPastDue"]!);
        Assert.Equal(
            new DateTimeOffset(2035, 1, 1, 0, 45, 0, TimeSpan.Zero),
            DateTimeOffset.Parse((string)job["nextAt"]!, CultureInfo.InvariantCulture)
        );
    }

    private async Task<JsonObject> Job(string name) => (await _host.Api.Jobs())[name];
}
