using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Tills that post purchases to the queue, and members who redeem at every merchant, at random.</summary>
internal static class SettlementLoad
{
    public const string Alliance = "convenience-alliance",
        Issuer = "corner-store";
    public const int Members = 6;
    private const int Workers = 6;

    public static readonly (string RewardId, string MerchantId)[] Rewards =
    [
        ("milk-tea", "tea-house"),
        ("ride-coupon", "ride-hailing"),
        ("book-coupon", "bookstore"),
        ("movie-ticket", "cinema"),
    ];

    /// <summary>
    /// Posts purchases, redemptions and reversals until the host is killed. Each message is recorded before it is sent.
    /// </summary>
    public static async Task Run(Api api, ConcurrentDictionary<string, string> sent, int first, Random random)
    {
        var (number, tillToken, operatorToken) = (first, await api.QueueToken(Issuer), await api.OperatorToken());
        var seeds = Enumerable.Range(0, Workers).Select(_ => random.Next()).ToArray();
        string NextMessageId() => $"k{Interlocked.Increment(ref number)}";
        await Task.WhenAll(
            seeds.Select(seed =>
                Task.Run(async () =>
                {
                    var (own, redemptions) = (new Random(seed), new List<(string Member, string Id)>());
                    while (true)
                    {
                        var member = $"m{own.Next(Members)}";
                        try
                        {
                            if (own.Next(2) == 0)
                                await Purchase(api, sent, NextMessageId(), member, own, tillToken);
                            else if (redemptions.Count > 3 && own.Next(3) == 0)
                                await Reverse(api, redemptions[own.Next(redemptions.Count)], operatorToken);
                            else if (await Redeem(api, member, own, operatorToken) is { } id)
                                redemptions.Add((member, id));
                        }
                        catch (HttpRequestException)
                        {
                            return;
                        }
                    }
                })
            )
        );
    }

    private static async Task Purchase(
        Api api,
        ConcurrentDictionary<string, string> sent,
        string messageId,
        string member,
        Random own,
        string token
    )
    {
        var body = PurchaseBody(Alliance, 50_000 + own.Next(200_000), messageId);
        (body["type"], body["memberId"], body["merchantId"]) = ("purchase", member, Issuer);
        sent[messageId] = body.ToJsonString();
        await Post(api, messageId, sent[messageId], token);
    }

    /// <summary>Posts a message of the till. Posting one again is safe.</summary>
    public static async Task Post(Api api, string messageId, string body, string token)
    {
        using var http = new HttpClient { BaseAddress = api.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/local/queues/merchant-events")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Headers.Add("MessageId", messageId);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await http.SendAsync(request)).EnsureSuccessStatusCode().Dispose();
    }

    private static async Task<string?> Redeem(Api api, string member, Random own, string token)
    {
        var (rewardId, merchantId) = Rewards[own.Next(Rewards.Length)];
        var reply = await api.Send(
            HttpMethod.Post,
            $"/api/members/{member}/redemptions",
            token,
            RedemptionBody(Alliance, rewardId, merchantId: merchantId),
            Guid.NewGuid().ToString()
        );
        return reply.Status == HttpStatusCode.Created ? reply.Text("redemptionId") : null;
    }

    private static Task<Reply> Reverse(Api api, (string Member, string Id) redemption, string token) =>
        api.Send(
            HttpMethod.Post,
            $"/api/members/{redemption.Member}/redemptions/{redemption.Id}/reverse",
            token,
            new JsonObject { ["by"] = "member", ["reason"] = "test" },
            Guid.NewGuid().ToString()
        );
}
