using System.Net;
using System.Text.Json.Nodes;
using Points.Worker.Tests.Hosting.Messages;

namespace Points.Worker.Tests;

/// <summary>A job that the host's timer starts.</summary>
public sealed class TimerTests(WorkerFixture fixture)
{
    private const string Job = "HoldRelease";

    [Fact]
    public async Task When_the_timer_starts_a_job_Then_the_job_succeeds_and_its_run_is_listed()
    {
        var before = TimeProvider.System.GetUtcNow();

        var result = await fixture.Host.Invoke(
            fixture.Host.Functions.Single(function => function.Name == Job),
            Guid.NewGuid().ToString(),
            new() { Json = TimerInfo(isPastDue: true) },
            metadata: [],
            TestContext.Current.CancellationToken
        );

        Assert.True(result.Status == StatusResult.Types.Status.Success, result.Exception?.Message);
        var job = await ReadJob();
        Assert.Equal("succeeded", (string?)job["state"]);
        Assert.True((bool)job["lastRun"]!["isPastDue"]!);
        Assert.InRange((DateTimeOffset)job["lastSucceededAt"]!, before, TimeProvider.System.GetUtcNow());
    }

    private async Task<JsonNode> ReadJob()
    {
        var jobs = await fixture.Api.Send(HttpMethod.Get, "api/jobs", fixture.Shop.OperatorToken);
        return jobs.Expect(HttpStatusCode.OK)["items"].AsArray().Single(job => (string?)job!["name"] == Job)!;
    }

    /// <summary>What the host's timer sends to a function.</summary>
    private static string TimerInfo(bool isPastDue)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new JsonObject
        {
            ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
            ["ScheduleStatus"] = new JsonObject
            {
                ["Last"] = now.AddMinutes(-1),
                ["LastUpdated"] = now.AddMinutes(-1),
                ["Next"] = now.AddMinutes(1),
            },
            ["IsPastDue"] = isPastDue,
        }.ToJsonString();
    }
}
