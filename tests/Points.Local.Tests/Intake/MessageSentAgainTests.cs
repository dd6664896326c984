using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Intake;

/// <summary>
/// A merchant sends a refused message again. Nothing was booked, so it is decided anew, as over HTTP. When the broker
/// delivers the same message again, its outcome stays.
/// </summary>
public sealed class MessageSentAgainTests : IAsyncLifetime
{
    private const string Shop = MerchantEventJson.MerchantId,
        Completed = "completed";

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

    public static TheoryData<string, string> Refusals =>
        new()
        {
            { "unknown", "member-not-enrolled" },
            { "in another programme", "member-not-enrolled" },
            { "unverified", "not-eligible" },
            { "frozen", "member-frozen" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Given_a_refusal_When_the_facts_change_and_the_message_is_sent_again_Then_it_earns(
        string state,
        string code
    )
    {
        var (memberId, token) = ("m-late", await Api.QueueToken(Shop));
        await Prepare(memberId, state);
        var purchase = MerchantEventJson.Purchase(memberId, 10_000, "o");
        await _broker.Deliver(purchase, "m-1", token);
        Assert.Equal(("refused", code), await Outcome("m-1"));
        await Enrol(memberId, isVerified: true, Shop);
        await Unfreeze(memberId, state);

        Assert.Equal(Completed, (await _broker.Deliver(purchase, "m-1", token)).Outcome);
        Assert.Equal(("refused", code), await Outcome("m-1"));
        Assert.Equal(Completed, (await _broker.Deliver(purchase, "m-1", token, sequenceNumber: 2)).Outcome);

        Assert.Equal(("accepted", null), await Outcome("m-1"));
        Assert.Equal(100, (await Api.Wallet(memberId, Shop)).Available);
    }

    [Fact]
    public async Task Given_a_programme_that_starts_and_a_budget_that_is_renewed_Then_messages_sent_again_earn()
    {
        var (memberId, token) = (await Api.EnrolNewMember(Shop), await Api.QueueToken("small"));
        var (first, second) = (PurchaseAt("small", memberId), PurchaseAt("small", memberId));
        await _broker.Deliver(first, "m-1", token);
        Assert.Equal(("refused", "not-found"), await Outcome("m-1", "small"));
        await PublishProgramme("small", budget: 100);
        await Enrol(memberId, isVerified: true, "small");

        await _broker.Deliver(first, "m-1", token, sequenceNumber: 2);
        Assert.Equal(("accepted", null), await Outcome("m-1", "small"));
        await _broker.Deliver(second, "m-2", token, sequenceNumber: 3);
        Assert.Equal(("refused", "budget-exhausted"), await Outcome("m-2", "small"));
        await Api.SetClock(_host.Clock.GetUtcNow().AddDays(32).ToString("O"));
        await _broker.Deliver(second, "m-2", await Api.QueueToken("small"), sequenceNumber: 4);

        Assert.Equal(("accepted", null), await Outcome("m-2", "small"));
        Assert.Equal(200, (await Api.Wallet(memberId, "small")).Available);
    }

    [Fact]
    public async Task Given_a_message_that_is_refused_again_Then_the_outcome_is_the_latest_refusal()
    {
        var (memberId, token) = ("m-late", await Api.QueueToken(Shop));
        var purchase = MerchantEventJson.Purchase(memberId, 10_000, "o");
        await _broker.Deliver(purchase, "m-1", token);
        await Enrol(memberId, isVerified: false, Shop);

        await _broker.Deliver(purchase, "m-1", token, sequenceNumber: 2);

        Assert.Equal(("refused", "not-eligible"), await Outcome("m-1"));
    }

    [Fact]
    public async Task Given_a_redemption_that_the_member_does_not_have_Then_the_purchase_is_refused()
    {
        var purchase = MerchantEventJson.Purchase(await Api.EnrolNewMember(Shop), 10_000, "o");
        purchase["redemptionIds"] = new JsonArray("r-unknown");

        await _broker.Deliver(purchase, "m-1", await Api.QueueToken(Shop));

        Assert.Equal(("refused", "invalid-request"), await Outcome("m-1"));
    }

    [Fact]
    public async Task A_booked_message_earns_once_however_often_it_is_sent()
    {
        var (memberId, token) = (await Api.EnrolNewMember(Shop), await Api.QueueToken(Shop));
        var purchase = MerchantEventJson.Purchase(memberId, 10_000, "o");

        for (var sent = 1; sent <= 3; sent++)
            Assert.Equal(Completed, (await _broker.Deliver(purchase, "m-1", token, sequenceNumber: sent)).Outcome);

        Assert.Equal(("accepted", null), await Outcome("m-1"));
        Assert.Single(await Api.Ledger(memberId, Shop));
    }

    [Fact]
    public async Task Another_purchase_under_the_id_of_a_refused_message_is_dead_lettered()
    {
        var (memberId, token) = ("m-late", await Api.QueueToken(Shop));
        await _broker.Deliver(MerchantEventJson.Purchase(memberId, 10_000, "o"), "m-1", token);

        Assert.Equal(
            "idempotency-key-reused",
            (
                await _broker.Deliver(
                    MerchantEventJson.Purchase(memberId, 20_000, "o"),
                    "m-1",
                    token,
                    sequenceNumber: 2
                )
            ).Outcome
        );
    }

    [Fact]
    public async Task Through_the_queue_a_purchase_that_came_before_its_member_earns_when_it_is_sent_again()
    {
        using var queue = new MerchantQueue(_host);
        var (memberId, token) = ("m-queue", await Api.QueueToken(Shop));
        var purchase = MerchantEventJson.Purchase(memberId, 10_000, "o");
        await queue.Send(purchase, "m-1", token);
        Assert.Equal("refused", (await queue.WaitForOutcome(Shop, "m-1")).Text("status"));
        await Enrol(memberId, isVerified: true, Shop);

        await queue.Send(purchase, "m-1", token);

        await Eventually.Find(async () => (await Outcome("m-1")).Status == "accepted" ? "accepted" : null, () => "m-1");
        Assert.Equal(100, (await Api.Wallet(memberId, Shop)).Available);
    }

    private async Task Prepare(string memberId, string state)
    {
        if (state == "in another programme")
            await Enrol(memberId, isVerified: true, "hotel");
        else if (state != "unknown")
            await Enrol(memberId, isVerified: state != "unverified", Shop);
        if (state == "frozen")
            await Post($"/api/members/{memberId}/freeze");
    }

    private async Task Unfreeze(string memberId, string state)
    {
        if (state == "frozen")
            await Api.Approve(await Send($"/api/members/{memberId}/unfreeze"));
    }

    private async Task Post(string path) =>
        Assert.True((await Send(path)).Status is HttpStatusCode.OK or HttpStatusCode.NoContent);

    private async Task<Reply> Send(string path) =>
        await Api.Send(HttpMethod.Post, path, await Api.OperatorToken(), new JsonObject { ["reason"] = "test" });

    private Task<Reply> Enrol(string memberId, bool isVerified, string programmeId) =>
        Api.Enrol(memberId, new() { ["identityVerified"] = isVerified, ["programmes"] = new JsonArray(programmeId) });

    private static JsonObject PurchaseAt(string merchantId, string memberId)
    {
        var purchase = MerchantEventJson.Purchase(memberId, 10_000, Guid.NewGuid().ToString());
        (purchase["programmeId"], purchase["merchantId"]) = (merchantId, merchantId);
        return purchase;
    }

    /// <summary>Puts a copy of the programme fast-food into force, with another budget and without rewards.</summary>
    private async Task PublishProgramme(string programmeId, long budget)
    {
        var (revisions, token) = ($"/api/programmes/{programmeId}/revisions", await Api.OperatorToken());
        var document = (await Api.Send(HttpMethod.Get, $"/api/programmes/{Shop}/revisions/1", token)).Body[
            "document"
        ]!.AsObject();
        (document["programmeId"], document["budget"]!["capPoints"]) = (programmeId, budget);
        document["merchants"]![0]!["merchantId"] = programmeId;
        document["rewards"] = new JsonArray();
        (await Api.Send(HttpMethod.Post, revisions, token, document)).Expect(HttpStatusCode.Created);
        (await Api.AnnounceRevision(programmeId, 1, "2026-01-01")).Expect(HttpStatusCode.OK);
    }

    private async Task<(string Status, string? Code)> Outcome(string messageId, string merchantId = Shop)
    {
        var outcome = (await _broker.Outcome(merchantId, messageId)).Expect(HttpStatusCode.OK);
        return (outcome.Text("status"), (string?)outcome.Body["body"]!["code"]);
    }
}
