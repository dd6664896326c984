using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Intake;

/// <summary>Reading the outcome of a message.</summary>
public sealed class EventOutcomeTests
{
    [Fact]
    public async Task An_outcome_is_found_under_any_valid_message_id()
    {
        await using var host = await RunningHost.Start();
        await using var broker = new TestBroker(host);
        var (memberId, token) = (
            await host.Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await host.Api.QueueToken(MerchantEventJson.MerchantId)
        );
        // Servers and clients give slashes, dots and percent signs in paths a meaning of their own.
        string[] ids =
        [
            "purchase:o-1",
            "a/b",
            "a%2Fb",
            "a%252Fb",
            "100%",
            "a//b/",
            "/events/x",
            "?a=b&c#d",
            "..;/",
            "a+b",
            "~!@$^*()[]{}|\\<>,'\"`",
            new('x', 128),
        ];
        foreach (var id in ids)
            Assert.Equal(
                "completed",
                (await broker.Deliver(MerchantEventJson.Purchase(memberId, 100), id, token)).Outcome
            );

        foreach (var id in ids)
            Assert.Equal(
                id,
                (await broker.Outcome(MerchantEventJson.MerchantId, id)).Expect(HttpStatusCode.OK).Text("messageId")
            );
        Assert.Equal(ids.Length, (await host.Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task Only_the_merchant_operators_and_auditors_can_read_an_outcome()
    {
        await using var host = await RunningHost.Start();
        await using var broker = new TestBroker(host);
        var (api, memberId) = (host.Api, await host.Api.EnrolNewMember(MerchantEventJson.MerchantId));
        await broker.Deliver(
            MerchantEventJson.Purchase(memberId, 100),
            "m-1",
            await api.QueueToken(MerchantEventJson.MerchantId)
        );

        foreach (
            var reader in new[]
            {
                await api.MerchantToken(MerchantEventJson.MerchantId),
                await api.OperatorToken(),
                await api.AuditorToken(),
            }
        )
            (await Read(api, "m-1", reader)).Expect(HttpStatusCode.OK);
        foreach (var other in new[] { await api.MerchantToken("supermarket"), await api.MemberToken(memberId) })
            (await Read(api, "m-1", other)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await Read(api, "m-1", null)).ExpectProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Read(api, "m-2", await api.OperatorToken())).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await Read(api, "two%20words", await api.OperatorToken())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "messageId"
        );
    }

    private static Task<Reply> Read(Api api, string messageId, string? token) =>
        api.Send(
            HttpMethod.Get,
            $"/api/partners/{MerchantEventJson.MerchantId}/events/{messageId}",
            token,
            (JsonNode?)null
        );
}
