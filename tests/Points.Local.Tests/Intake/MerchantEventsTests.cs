using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Intake;

/// <summary>How the function settles merchants' messages, delivery by delivery.</summary>
public sealed class MerchantEventsTests : IAsyncLifetime
{
    private const string Completed = "completed";

    private RunningHost _host = null!;
    private TestBroker _broker = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        _broker = new(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_purchase_earns_and_its_outcome_equals_the_HTTP_answer()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );

        Assert.Equal(
            Completed,
            (await _broker.Deliver(MerchantEventJson.Purchase(memberId, 10_000, "o"), "m-1", token)).Outcome
        );

        var outcome = (await _broker.Outcome(MerchantEventJson.MerchantId, "m-1")).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ("m-1", "purchase", memberId, "accepted", 201),
            (
                outcome.Text("messageId"),
                outcome.Text("type"),
                outcome.Text("memberId"),
                outcome.Text("status"),
                outcome.Number("statusCode")
            )
        );
        Assert.True(DateTimeOffset.TryParse(outcome.Text("receivedAt"), null, out _));
        var body = outcome.Body["body"]!.AsObject();
        Assert.Equal(["entryId", "points", "explanation"], body.Select(field => field.Key));
        Assert.Equal(
            (100, (string)(await Api.Ledger(memberId, MerchantEventJson.MerchantId))[^1]["entryId"]!),
            ((long)body["points"]!, (string)body["entryId"]!)
        );
    }

    [Fact]
    public async Task A_refund_takes_points_back_and_a_refused_refund_has_an_outcome_too()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );
        await _broker.Deliver(MerchantEventJson.Purchase(memberId, 10_000, "o"), "m-1", token);

        Assert.Equal(
            Completed,
            (await _broker.Deliver(MerchantEventJson.Refund(memberId, "o", "r-1", 4_000), "m-2", token)).Outcome
        );
        Assert.Equal(
            Completed,
            (await _broker.Deliver(MerchantEventJson.Refund(memberId, "o", "r-2", 9_000), "m-3", token)).Outcome
        );

        var (taken, refused) = (
            await _broker.Outcome(MerchantEventJson.MerchantId, "m-2"),
            await _broker.Outcome(MerchantEventJson.MerchantId, "m-3")
        );
        Assert.Equal(
            ("refund", "accepted", 40),
            (taken.Text("type"), taken.Text("status"), (long)taken.Body["body"]!["points"]!)
        );
        Assert.Equal(
            ("refused", 409, "refund-exceeds-order"),
            (refused.Text("status"), refused.Number("statusCode"), (string)refused.Body["body"]!["code"]!)
        );
        Assert.Equal(60, (await Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task A_refusal_has_the_same_body_as_over_HTTP()
    {
        var purchase = MerchantEventJson.Purchase("m-nobody", 100);
        await _broker.Deliver(purchase, "m-1", await Api.QueueToken(MerchantEventJson.MerchantId));
        purchase.Remove("type");
        purchase.Remove("memberId");

        var overHttp = await Api.Accrue("m-nobody", purchase);

        Assert.True(
            JsonNode.DeepEquals(
                overHttp.ExpectProblem(HttpStatusCode.Conflict, "member-not-enrolled").Body,
                (await _broker.Outcome(MerchantEventJson.MerchantId, "m-1")).Body["body"]
            )
        );
    }

    [Fact]
    public async Task A_token_that_was_valid_when_the_message_was_sent_stays_valid_in_a_backlog()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );
        await Api.SetClock((_host.Clock.GetUtcNow() + TimeSpan.FromHours(2)).ToString("O"));

        Assert.Equal(
            Completed,
            (
                await _broker.Deliver(
                    MerchantEventJson.Purchase(memberId, 100),
                    "waited",
                    token,
                    ago: TimeSpan.FromMinutes(90)
                )
            ).Outcome
        );
        Assert.Equal(
            "unauthenticated",
            (
                await _broker.Deliver(
                    MerchantEventJson.Purchase(memberId, 100),
                    "sent-late",
                    token,
                    ago: TimeSpan.FromMinutes(30)
                )
            ).Outcome
        );
        Assert.Equal(
            "unauthenticated",
            (
                await _broker.Deliver(
                    MerchantEventJson.Purchase(memberId, 100),
                    "sent-before",
                    token,
                    ago: TimeSpan.FromHours(3)
                )
            ).Outcome
        );
        Assert.Equal(
            "unauthenticated",
            (
                await _broker.Deliver(
                    MerchantEventJson.Purchase(memberId, 100),
                    "broker-ahead",
                    token,
                    ago: -TimeSpan.FromMinutes(10)
                )
            ).Outcome
        );
        Assert.Equal(
            Completed,
            (
                await _broker.Deliver(
                    MerchantEventJson.Purchase(memberId, 100),
                    "ahead",
                    await Api.QueueToken(MerchantEventJson.MerchantId),
                    ago: -TimeSpan.FromMinutes(10)
                )
            ).Outcome
        );
        Assert.Equal(
            "unauthenticated",
            (
                await _broker.Deliver(
                    MerchantEventJson.Purchase(memberId, 100),
                    "ages",
                    token,
                    ago: TimeSpan.FromDays(700_000)
                )
            ).Outcome
        );
    }

    [Fact]
    public async Task Message_ids_belong_to_the_merchant_and_its_systems_share_them()
    {
        var memberId = await Api.EnrolNewMember(MerchantEventJson.MerchantId, "supermarket");
        var elsewhere = MerchantEventJson.Purchase(memberId, 20_000);
        (elsewhere["programmeId"], elsewhere["merchantId"]) = ("supermarket", "supermarket");
        var purchase = MerchantEventJson.Purchase(memberId, 10_000);

        Assert.Equal(
            Completed,
            (
                await _broker.Deliver(
                    purchase,
                    "m-1",
                    await Api.CreateQueueToken("till-1", "merchant", MerchantEventJson.MerchantId)
                )
            ).Outcome
        );
        Assert.Equal(
            Completed,
            (
                await _broker.Deliver(
                    purchase,
                    "m-1",
                    await Api.CreateQueueToken("till-2", "merchant", MerchantEventJson.MerchantId)
                )
            ).Outcome
        );
        Assert.Equal(Completed, (await _broker.Deliver(elsewhere, "m-1", await Api.QueueToken("supermarket"))).Outcome);

        Assert.Equal(
            (100, 200),
            (
                (await Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available,
                (await Api.Wallet(memberId, "supermarket")).Available
            )
        );
    }

    [Fact]
    public async Task A_merchant_sees_no_more_than_over_HTTP_even_if_an_operator_sends_the_message()
    {
        var memberId = await Api.EnrolNewMember("mall-tiers");
        var purchase = MerchantEventJson.Purchase(memberId, 10_000);
        (purchase["programmeId"], purchase["merchantId"]) = ("mall-tiers", "mall-tiers");

        Assert.Equal(
            Completed,
            (await _broker.Deliver(purchase, "m-1", await Api.CreateQueueToken("ops", "operator"))).Outcome
        );

        Assert.Null((await _broker.Outcome("mall-tiers", "m-1")).Body["body"]!["wallet"]);
        Assert.NotNull((await Api.Wallet(memberId, "mall-tiers")).Tier);
    }
}
