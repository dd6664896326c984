using System.Net;

namespace Points.Local.Tests.Clock;

public sealed class ClockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_clock_ticks_on_from_where_it_is_set_also_after_a_restart()
    {
        await using (var host = await RunningHost.Start(_folder.At("data")))
        {
            var answer = await Set(host, "2027-03-15T09:00:00+08:00");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await AssertShortlyAfter(host, "2027-03-15T01:00:00Z");
        }
        await using var again = await RunningHost.Start(_folder.At("data"));
        await AssertShortlyAfter(again, "2027-03-15T01:00:00Z");
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
    public async Task A_time_that_is_none_is_invalid(string body)
    {
        await using var host = await RunningHost.Start();
        var answer = await host.Http.Send(HttpMethod.Put, "local/clock", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid-request", await answer.Code());
    }

    [Fact]
    public async Task Without_a_later_entry_the_clock_may_go_back()
    {
        await using var host = await RunningHost.Start();
        await Set(host, "2030-01-01T00:00:00Z");
        Assert.Equal(HttpStatusCode.OK, (await Set(host, "2009-12-01T00:00:00Z")).StatusCode);
        await Earn(host);
        Assert.Equal(HttpStatusCode.OK, (await Set(host, "2031-01-01T00:00:00Z")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Set(host, "2010-01-01T00:00:00Z")).StatusCode);
    }

    [Fact]
    public async Task The_clock_never_goes_back_behind_an_entry_also_after_a_restart()
    {
        await using (var host = await RunningHost.Start(_folder.At("data")))
        {
            await Set(host, "2028-06-01T00:00:00Z");
            await Earn(host);
            await Set(host, "2029-01-01T00:00:00Z");
        }
        await using var again = await RunningHost.Start(_folder.At("data"));
        var answer = await Set(again, "2028-05-31T23:59:59Z");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("clock-would-go-back", await answer.Code());
        await AssertShortlyAfter(again, "2029-01-01T00:00:00Z");
        Assert.Equal(HttpStatusCode.OK, (await Set(again, "2028-06-02T00:00:00Z")).StatusCode);
    }

    private static Task<HttpResponseMessage> Set(RunningHost host, string now) =>
        host.Http.Send(HttpMethod.Put, "local/clock", $$"""{"now":"{{now}}"}""");

    private static async Task Earn(RunningHost host)
    {
        var http = await host.Operator();
        await http.Send(HttpMethod.Put, "api/members/m-1", """{"identityVerified":true,"programmes":["supermarket"]}""");
        var earned = await http.Send(HttpMethod.Post, "api/members/m-1/accruals", $$"""
            {"programmeId":"supermarket","merchantId":"supermarket","orderId":"o-1","occurredAt":"{{host.Clock.GetUtcNow():O}}","lines":[{"sku":"tea","category":"food","amountFen":100}]}
            """, key: "1");
        Assert.Equal(HttpStatusCode.Created, earned.StatusCode);
    }

    private static async Task AssertShortlyAfter(RunningHost host, string instant)
    {
        var shown = await (await host.Http.Send(HttpMethod.Get, "local/clock")).Json();
        Assert.InRange((DateTimeOffset)shown["now"]! - DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }
}
