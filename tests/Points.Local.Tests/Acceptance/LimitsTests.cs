using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Strangers cannot keep the app busy. Operators have no limits.</summary>
public sealed class LimitsTests
{
    private const string Programme = "fast-food";
    private const int Burst = 20;

    private static readonly Dictionary<string, string> Small = new(StringComparer.Ordinal)
    {
        ["Limits__AnonymousReadsPerMinute"] = "1",
        ["Limits__QuotesPerMinute"] = "1",
        ["Limits__MemberWritesPerMinute"] = "1",
        ["Limits__Burst"] = $"{Burst}",
    };

    public static TheoryData<string, string?> AnonymousRequests =>
        new()
        {
            { $"/api/programmes/{Programme}/terms", null },
            { $"/api/programmes/{Programme}/terms?revision=1", null },
            { "/api/programmes/nobody/terms", null },
            { "/api/openapi.json", null },
            { "/api/openapi-3.0.json", null },
            { "/api/schemas/programme", null },
            { "/api/schemas/merchant-event", null },
            { "/api/members/m-1/wallets", "garbage" },
        };

    [Theory]
    [MemberData(nameof(AnonymousRequests))]
    public async Task Requests_without_a_valid_token_are_limited(string path, string? token)
    {
        await using var own = await RunningHost.Start(configure: it => it with { Settings = Small });

        var limited = await SendUntilLimited(own, HttpMethod.Get, path, token);

        await ExpectTooMany(limited);
        (await own.Api.Send(HttpMethod.Get, "/api/health/ready", null)).Expect(HttpStatusCode.OK);
        (await own.Api.Send(HttpMethod.Get, "/api/jobs", await own.Api.OperatorToken())).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Quotes_of_a_merchant_are_limited_and_its_purchases_are_not()
    {
        await using var own = await RunningHost.Start(configure: it => it with { Settings = Small });
        var (memberId, token) = (await own.Api.EnrolNewMember(Programme), await own.Api.MerchantToken(Programme));
        var path = $"/api/members/{memberId}/accruals";

        await ExpectTooMany(
            await SendUntilLimited(own, HttpMethod.Post, $"{path}/quote", token, PurchaseBody(Programme, 100))
        );
        for (var i = 0; i < 2 * Burst; i++)
            (await own.Api.Send(HttpMethod.Post, path, token, PurchaseBody(Programme, 100), $"k-{i}")).Expect(
                HttpStatusCode.Created
            );
        for (var i = 0; i < 2 * Burst; i++)
            (
                await own.Api.Send(
                    HttpMethod.Post,
                    $"{path}/quote",
                    await own.Api.OperatorToken(),
                    PurchaseBody(Programme, 100)
                )
            ).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_member_writes_is_limited_and_what_the_member_reads_is_not()
    {
        await using var own = await RunningHost.Start(configure: it => it with { Settings = Small });
        var (memberId, other) = (await own.Api.EnrolNewMember(Programme), await own.Api.EnrolNewMember(Programme));
        var token = await own.Api.MemberToken(memberId);

        await ExpectTooMany(await SendUntilLimited(own, HttpMethod.Post, $"/api/members/{memberId}/card-codes", token));
        (await own.Api.Send(HttpMethod.Get, $"/api/members/{memberId}", token)).Expect(HttpStatusCode.OK);
        Assert.NotEmpty(await own.Api.CreateCardCode(other));
    }

    [Fact]
    public async Task A_hundred_anonymous_reads_cost_at_most_one_read_of_the_store()
    {
        await using var own = await RunningHost.Start(configure: it =>
            it with
            {
                Settings = AcceptanceHost.HighLimits,
            }
        );
        foreach (var query in (string[])["", "?revision=1"])
        {
            var path = $"/api/programmes/{Programme}/terms{query}";
            (await own.Api.Send(HttpMethod.Get, $"/api/programmes/{Programme}/terms", null)).Expect(HttpStatusCode.OK);
            var before = own.Store.RequestCounts.Get("programmes", Emulators.CosmosDb.RequestKind.Read);

            var replies = await Task.WhenAll(
                Enumerable.Range(0, 100).Select(_ => own.Api.Send(HttpMethod.Get, path, null))
            );

            Assert.All(replies, reply => reply.Expect(HttpStatusCode.OK));
            Assert.InRange(
                own.Store.RequestCounts.Get("programmes", Emulators.CosmosDb.RequestKind.Read) - before,
                0,
                1
            );
        }
    }

    /// <summary>Sends as a browser would, from a client that does not know the contract.</summary>
    private static async Task<HttpResponseMessage> SendUntilLimited(
        RunningHost own,
        HttpMethod method,
        string path,
        string? token,
        JsonObject? body = null
    )
    {
        using var client = new HttpClient { BaseAddress = own.Address };
        for (var i = 0; ; i++)
        {
            using var request = new HttpRequestMessage(method, path);
            if (token is not null)
                request.Headers.Authorization = new("Bearer", token);
            if (body is not null)
                request.Content = new StringContent(body.ToJsonString());
            var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
                return response;
            Assert.True(i < 2 * Burst, $"request {i} was not limited");
        }
    }

    private static async Task ExpectTooMany(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Contains(
            "too-many-requests",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        response.Dispose();
    }
}
