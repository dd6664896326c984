using System.Net;
using System.Text.Json.Nodes;
using Points.Tests;
using Points.Worker.Tests.Identity;

namespace Points.Worker.Tests;

/// <summary>A supermarket's sample programme: a yuan earns a point, and 1,000 points or more buy a voucher.</summary>
internal sealed class Supermarket(ApiClient api, OpenIdProvider provider)
{
    private const string Programme = "supermarket";

    /// <summary>When all purchases are made, so that a repeated one is the same.</summary>
    private readonly DateTimeOffset _purchasedAt = TimeProvider.System.GetUtcNow();

    public string OperatorToken { get; } = provider.CreateToken("ops", "operator");

    /// <summary>Submits the programme and lets it take effect.</summary>
    public async Task Publish()
    {
        var document = File.ReadAllText(
            RepositoryFolder.Of("functions", "Points.Local", "Programmes", $"{Programme}.json")
        );
        (await Post($"api/programmes/{Programme}/revisions", document)).Expect(HttpStatusCode.Created);
        var day = new JsonObject { ["effectiveOn"] = $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}" };
        var asked = await Post($"api/programmes/{Programme}/revisions/1/announce", day.ToJsonString());
        var approval = (string)asked.Expect(HttpStatusCode.Accepted)["approvalId"]!;
        var second = provider.CreateToken("ops-2", "operator");
        var approved = await api.Send(HttpMethod.Post, $"api/approvals/{approval}/approve", second, body: "{}");
        Assert.Equal("done", (string?)approved.Expect(HttpStatusCode.OK)["status"]);
    }

    /// <summary>Enrols a new member and returns the member's id.</summary>
    public async Task<string> EnrolMember()
    {
        var member = $"m-{Guid.NewGuid():N}";
        var body = new JsonObject { ["identityVerified"] = true, ["programmes"] = new JsonArray(Programme) };
        var answer = await api.Send(HttpMethod.Put, $"api/members/{member}", OperatorToken, body.ToJsonString());
        Assert.Equal(member, (string?)answer.Expect(HttpStatusCode.Created)["memberId"]);
        return member;
    }

    public async Task<ApiAnswer> Accrue(string member, int yuan, string? key = null)
    {
        var body = new JsonObject
        {
            ["programmeId"] = Programme,
            ["merchantId"] = Programme,
            ["orderId"] = $"o-{key ?? Guid.NewGuid().ToString()}",
            ["occurredAt"] = $"{_purchasedAt:O}",
            ["lines"] = new JsonArray(
                new JsonObject
                {
                    ["sku"] = "tea",
                    ["category"] = "food",
                    ["amountFen"] = yuan * 100,
                }
            ),
        };
        return await Post($"api/members/{member}/accruals", body.ToJsonString(), key);
    }

    /// <summary>The member turns points into a voucher.</summary>
    public async Task<ApiAnswer> Redeem(string member, int points)
    {
        var body = new JsonObject
        {
            ["programmeId"] = Programme,
            ["rewardId"] = "voucher",
            ["points"] = points,
        };
        return await api.Send(
            HttpMethod.Post,
            $"api/members/{member}/redemptions",
            provider.CreateToken(member, "member"),
            body.ToJsonString(),
            Guid.NewGuid().ToString()
        );
    }

    public async Task<long> ReadAvailable(string member)
    {
        var answer = await api.Send(HttpMethod.Get, $"api/members/{member}/wallets/{Programme}", OperatorToken);
        return (long)answer.Expect(HttpStatusCode.OK)["available"];
    }

    public Task<ApiAnswer> Post(string path, string body, string? key = null) =>
        api.Send(HttpMethod.Post, path, OperatorToken, body, key ?? Guid.NewGuid().ToString());
}
