using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Tokens;

public sealed class TokensTests
{
    [Fact]
    public async Task A_token_is_valid_for_an_hour_by_the_hosts_clock()
    {
        await using var host = await RunningHost.Start();
        var token = await host.Api.OperatorToken();
        (await ReadMember(host, token)).Expect(HttpStatusCode.NotFound);
        await SetClockAhead(host, TimeSpan.FromMinutes(58));
        (await ReadMember(host, token)).Expect(HttpStatusCode.NotFound);
        await SetClockAhead(host, TimeSpan.FromMinutes(5));
        (await ReadMember(host, token)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_from_another_data_folder_is_refused()
    {
        await using var host = await RunningHost.Start();
        await using var other = await RunningHost.Start();
        (await ReadMember(host, await other.Api.OperatorToken())).Expect(HttpStatusCode.Unauthorized);
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
    public async Task An_invalid_field_of_a_token_request_is_named(string body, string field)
    {
        await using var host = await RunningHost.Start();
        var answer = await host.Api.Send(HttpMethod.Post, "/local/tokens", null, Encoding.UTF8.GetBytes(body));
        answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Contains(answer.Body["errors"]!.AsObject(), error => error.Key == field);
    }

    [Fact]
    public async Task Missing_expired_and_garbled_tokens_get_different_answers()
    {
        await using var host = await RunningHost.Start();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host.Address };
        var token = await host.Api.OperatorToken();
        await SetClockAhead(host, TimeSpan.FromHours(2));

        Assert.Equal(("A bearer token is missing.", "realm=\"points\""), await Refusal(null));
        Assert.Equal(
            (
                "The token has expired.",
                "realm=\"points\", error=\"invalid_token\", error_description=\"The token has expired.\""
            ),
            await Refusal(token)
        );
        Assert.StartsWith("The token cannot be read", (await Refusal("garbage")).Detail, StringComparison.Ordinal);
        Assert.StartsWith(
            "The token's audience is wrong here",
            (await Refusal(await host.Api.QueueToken("shop"))).Detail,
            StringComparison.Ordinal
        );

        async Task<(string Detail, string? Challenge)> Refusal(string? sent)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/members/nobody");
            if (sent is not null)
                request.Headers.Authorization = new("Bearer", sent);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            var challenge = Assert.Single(answer.Headers.WwwAuthenticate);
            Assert.Equal("Bearer", challenge.Scheme);
            return ((string)body["detail"]!, challenge.Parameter);
        }
    }

    [Fact]
    public async Task A_setting_shortens_the_longest_life_of_a_token()
    {
        await using var host = await RunningHost.Start(configure: options =>
            options with
            {
                Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Auth__TokenMinutesMax"] = "30" },
            }
        );

        var reply = await ReadMember(host, await host.Api.OperatorToken());

        Assert.Equal(
            "The token lives longer than this app accepts.",
            reply.ExpectProblem(HttpStatusCode.Unauthorized, "unauthenticated").Text("detail")
        );
    }

    private static Task<Reply> ReadMember(RunningHost host, string token) =>
        host.Api.Send(HttpMethod.Get, "/api/members/nobody", token);

    private static async Task SetClockAhead(RunningHost host, TimeSpan by) =>
        (
            await host.Api.Send(
                HttpMethod.Put,
                "/local/clock",
                null,
                new JsonObject { ["now"] = (host.Clock.GetUtcNow() + by).ToString("O") }
            )
        ).Expect(HttpStatusCode.OK);
}
