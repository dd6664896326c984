using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Tokens;

public sealed class TokensTests
{
    [Fact]
    public async Task A_token_is_good_for_an_hour_of_the_hosts_clock()
    {
        await using var host = await RunningHost.Start();
        var http = await host.Operator();
        Assert.Equal(HttpStatusCode.NotFound, (await http.Send(HttpMethod.Get, "api/members/nobody")).StatusCode);
        await SetClockAhead(host, TimeSpan.FromMinutes(58));
        Assert.Equal(HttpStatusCode.NotFound, (await http.Send(HttpMethod.Get, "api/members/nobody")).StatusCode);
        await SetClockAhead(host, TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.Send(HttpMethod.Get, "api/members/nobody")).StatusCode);
    }

    [Fact]
    public async Task A_token_of_another_folder_counts_for_nothing()
    {
        await using var host = await RunningHost.Start();
        await using var other = await RunningHost.Start();
        var http = await other.Operator();
        using var foreign = Callers.At(host.Address);
        foreign.DefaultRequestHeaders.Authorization = http.DefaultRequestHeaders.Authorization;
        Assert.Equal(HttpStatusCode.Unauthorized, (await foreign.Send(HttpMethod.Get, "api/members/nobody")).StatusCode);
    }

    [Theory]
    [InlineData("""{"sub":"m-1"}""", "roles")]
    [InlineData("""{"sub":"m-1","roles":[]}""", "roles")]
    [InlineData("""{"sub":"m-1","roles":["king"]}""", "roles")]
    [InlineData("""{"sub":"m-1","roles":"member"}""", "roles")]
    [InlineData("""{"sub":"","roles":["member"]}""", "sub")]
    [InlineData("""{"roles":["member"]}""", "sub")]
    [InlineData("""{"sub":"till","roles":["merchant"]}""", "merchant_id")]
    [InlineData("""{"sub":"till","roles":["merchant"],"merchant_id":"a b"}""", "merchant_id")]
    [InlineData("not json", "$")]
    public async Task What_is_wrong_with_an_order_for_a_token_is_named(string body, string field)
    {
        await using var host = await RunningHost.Start();
        var answer = await host.Http.Send(HttpMethod.Post, "local/tokens", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(Assert.IsType<JsonObject>((await answer.Json())["errors"]).ContainsKey(field));
    }

    private static async Task SetClockAhead(RunningHost host, TimeSpan by)
    {
        var answer = await host.Http.Send(HttpMethod.Put, "local/clock", $$"""{"now":"{{host.Clock.GetUtcNow() + by:O}}"}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
