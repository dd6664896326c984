using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;

namespace Points.Local.Tests.Clock;

public sealed class ClockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_clock_runs_on_from_where_it_was_set_even_after_a_restart()
    {
        await using (var host = await RunningHost.Start(_folder.PathOf("data")))
        {
            (await Set(host, "2027-03-15T09:00:00+08:00")).Expect(HttpStatusCode.OK);
            await AssertShortlyAfter(host, "2027-03-15T01:00:00Z");
        }
        await using var restarted = await RunningHost.Start(_folder.PathOf("data"));
        await AssertShortlyAfter(restarted, "2027-03-15T01:00:00Z");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"now":"tomorrow"}""")]
    [InlineData("""{"now":"2027-03-15T09:00:00"}""")]
    [InlineData("""{"now":"0001-01-01T00:00:00Z"}""")]
    [InlineData("""{"now":"9999-12-31T23:59:59Z"}""")]
    [InlineData("""{"now":"2027-03-15T09:00:00Z","later":1}""")]
    public async Task An_invalid_time_is_refused(string body)
    {
        await using var host = await RunningHost.Start();
        var answer = await host.Api.Send(HttpMethod.Put, "/local/clock", null, Encoding.UTF8.GetBytes(body));
        answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task Without_a_later_entry_the_clock_may_be_set_back()
    {
        await using var host = await RunningHost.Start();
        await Set(host, "2030-01-01T00:00:00Z");
        (await Set(host, "2009-12-01T00:00:00Z")).Expect(HttpStatusCode.OK);
        await Earn(host);
        (await Set(host, "2031-01-01T00:00:00Z")).Expect(HttpStatusCode.OK);
        (await Set(host, "2010-01-01T00:00:00Z")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_clock_cannot_be_set_back_before_an_entry_even_after_a_restart()
    {
        await using (var host = await RunningHost.Start(_folder.PathOf("data")))
        {
            await Set(host, "2028-06-01T00:00:00Z");
            await Earn(host);
            await Set(host, "2029-01-01T00:00:00Z");
        }
        await using var restarted = await RunningHost.Start(_folder.PathOf("data"));
        (await Set(restarted, "2028-05-31T23:59:59Z")).ExpectProblem(HttpStatusCode.Conflict, "clock-would-go-back");
        await AssertShortlyAfter(restarted, "2029-01-01T00:00:00Z");
        (await Set(restarted, "2028-06-02T00:00:00Z")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_clock_cannot_be_set_back_before_an_entry_that_is_still_being_booked()
    {
        await using var host = await RunningHost.Start();
        await Set(host, "2030-01-01T00:00:00Z");
        var memberId = await host.Api.EnrolNewMember("supermarket");
        await Earn(host, memberId); // From now on the host has cached the programme.
        await Set(host, "2031-01-01T00:00:00Z");
        var began = new TaskCompletionSource();
        host.Store.Faults.InjectNext(
            1,
            InjectedFault.Slow(TimeSpan.FromSeconds(1)),
            (_, kind) => kind == RequestKind.Batch && (began.TrySetResult() || true)
        );
        var earning = Earn(host, memberId);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        (await Set(host, "2030-06-01T00:00:00Z")).ExpectProblem(HttpStatusCode.Conflict, "clock-would-go-back");
        await earning;
    }

    private static Task<Reply> Set(RunningHost host, string now) =>
        host.Api.Send(HttpMethod.Put, "/local/clock", null, new JsonObject { ["now"] = now });

    private static async Task Earn(RunningHost host)
    {
        var memberId = await host.Api.EnrolNewMember("supermarket");
        await Earn(host, memberId);
    }

    private static async Task Earn(RunningHost host, string memberId) =>
        (await host.Api.Accrue(memberId, Api.PurchaseBody("supermarket", 100, at: host.Clock.GetUtcNow()))).Expect(
            HttpStatusCode.Created
        );

    private static async Task AssertShortlyAfter(RunningHost host, string instant)
    {
        var shown = await host.Api.Send(HttpMethod.Get, "/local/clock", null);
        Assert.InRange(
            (DateTimeOffset)shown.Body["now"]!
                - DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture),
            TimeSpan.Zero,
            TimeSpan.FromMinutes(1)
        );
    }
}
