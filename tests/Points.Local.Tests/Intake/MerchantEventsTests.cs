using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Points.Cosmos;
using Points.Functions.Access;
using Points.Local.Cosmos;

namespace Points.Local.Tests.Intake;

/// <summary>What becomes of merchants' messages, delivery by delivery.</summary>
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
    public async Task A_purchase_earns_and_its_outcome_is_what_the_request_would_have_got()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );

        Assert.Equal(
            Completed,
            (await _broker.Deliver(MerchantEvent.Purchase(memberId, 10_000, "o"), "m-1", token)).Outcome
        );

        var outcome = (await _broker.Outcome(MerchantEvent.MerchantId, "m-1")).Expect(HttpStatusCode.OK);
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
        Assert.Equal(["entryId", "points", "explanation", "wallet"], body.Select(field => field.Key));
        Assert.Equal(
            (100, (string)(await Api.Ledger(memberId, MerchantEvent.MerchantId))[^1]["entryId"]!),
            ((long)body["points"]!, (string)body["entryId"]!)
        );
    }

    [Fact]
    public async Task A_refund_takes_back_and_one_that_is_refused_is_an_outcome_too()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );
        await _broker.Deliver(MerchantEvent.Purchase(memberId, 10_000, "o"), "m-1", token);

        Assert.Equal(
            Completed,
            (await _broker.Deliver(MerchantEvent.Refund(memberId, "o", "r-1", 4_000), "m-2", token)).Outcome
        );
        Assert.Equal(
            Completed,
            (await _broker.Deliver(MerchantEvent.Refund(memberId, "o", "r-2", 9_000), "m-3", token)).Outcome
        );

        var (taken, refused) = (
            await _broker.Outcome(MerchantEvent.MerchantId, "m-2"),
            await _broker.Outcome(MerchantEvent.MerchantId, "m-3")
        );
        Assert.Equal(
            ("refund", "accepted", 40),
            (taken.Text("type"), taken.Text("status"), (long)taken.Body["body"]!["points"]!)
        );
        Assert.Equal(
            ("refused", 409, "refund-exceeds-order"),
            (refused.Text("status"), refused.Number("statusCode"), (string)refused.Body["body"]!["code"]!)
        );
        Assert.Equal(60, (await Api.Wallet(memberId, MerchantEvent.MerchantId)).Available);
    }

    [Fact]
    public async Task What_is_refused_over_HTTP_is_refused_in_the_same_words()
    {
        var purchase = MerchantEvent.Purchase("m-nobody", 100);
        await _broker.Deliver(purchase, "m-1", await Api.MerchantToken(MerchantEvent.MerchantId));
        purchase.Remove("type");
        purchase.Remove("memberId");

        var overHttp = await Api.Accrue("m-nobody", purchase);

        Assert.True(
            JsonNode.DeepEquals(
                overHttp.ExpectProblem(HttpStatusCode.Conflict, "member-not-enrolled").Body,
                (await _broker.Outcome(MerchantEvent.MerchantId, "m-1")).Body["body"]
            )
        );
    }

    [Fact]
    public async Task The_first_outcome_stands_though_it_would_be_decided_otherwise_now()
    {
        var (memberId, token) = ("m-late", await Api.MerchantToken(MerchantEvent.MerchantId));
        var purchase = MerchantEvent.Purchase(memberId, 10_000);
        await _broker.Deliver(purchase, "m-1", token);
        var first = await _broker.Outcome(MerchantEvent.MerchantId, "m-1");
        await Api.Enrol(
            memberId,
            new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(MerchantEvent.MerchantId) }
        );

        Assert.Equal(Completed, (await _broker.Deliver(purchase, "m-1", await Api.OperatorToken())).Outcome);

        Assert.Equal(first, await _broker.Outcome(MerchantEvent.MerchantId, "m-1"));
        Assert.Empty(await Api.Ledger(memberId, MerchantEvent.MerchantId));
    }

    [Fact]
    public async Task A_message_sent_again_with_other_content_is_dead_lettered_and_the_first_stands()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );
        await _broker.Deliver(MerchantEvent.Purchase(memberId, 10_000, "o"), "m-1", token);
        var first = await _broker.Outcome(MerchantEvent.MerchantId, "m-1");

        Assert.Equal(
            "idempotency-key-reused",
            (await _broker.Deliver(MerchantEvent.Purchase(memberId, 20_000, "o"), "m-1", token)).Outcome
        );
        Assert.Equal(
            "idempotency-key-reused",
            (await _broker.Deliver(MerchantEvent.Refund(memberId, "o", "r", 100), "m-1", token)).Outcome
        );

        Assert.Equal(first, await _broker.Outcome(MerchantEvent.MerchantId, "m-1"));
        Assert.Equal(100, (await Api.Wallet(memberId, MerchantEvent.MerchantId)).Available);
    }

    [Fact]
    public async Task After_a_crash_between_booking_and_storing_the_booked_entry_is_the_outcome()
    {
        var (memberId, token, purchase) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId),
            MerchantEvent.Purchase("", 10_000, "o")
        );
        purchase["memberId"] = memberId;
        _host.Store.Faults.InjectNext(
            int.MaxValue,
            InjectedFault.Unavailable,
            (container, kind) => container == "lookups" && kind == RequestKind.Batch
        );
        Assert.Null((await _broker.Deliver(purchase, "m-1", token)).Outcome);
        _host.Store.Faults.Clear();
        await Api.EarnPoints(memberId, MerchantEvent.MerchantId, 500); // The wallet moves on.
        (await _broker.Outcome(MerchantEvent.MerchantId, "m-1")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(
            "idempotency-key-reused",
            (await _broker.Deliver(MerchantEvent.Purchase(memberId, 20_000, "o"), "m-1", token)).Outcome
        );

        Assert.Equal(Completed, (await _broker.Deliver(purchase, "m-1", token)).Outcome);

        var body = (await _broker.Outcome(MerchantEvent.MerchantId, "m-1")).Expect(HttpStatusCode.OK).Body["body"]!;
        Assert.Equal((100, 100), ((long)body["points"]!, (long)body["wallet"]!["available"]!));
        Assert.Equal(2, (await Api.Ledger(memberId, MerchantEvent.MerchantId)).Count);
    }

    [Fact]
    public async Task A_store_in_trouble_leaves_the_message_for_when_its_lock_ends_and_nothing_is_stored()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );
        var purchase = MerchantEvent.Purchase(memberId, 10_000);
        await Api.EarnPoints(memberId, MerchantEvent.MerchantId, 1); // The programme is known from here on.

        _host.Store.Faults.InjectNext(
            int.MaxValue,
            InjectedFault.Throttled(TimeSpan.FromMilliseconds(1)),
            (_, kind) => kind == RequestKind.Batch
        );
        Assert.Null((await _broker.Deliver(purchase, "m-1", token)).Outcome);
        _host.Store.Faults.Clear();
        (await _broker.Outcome(MerchantEvent.MerchantId, "m-1")).ExpectProblem(HttpStatusCode.NotFound, "not-found");

        Assert.Equal(Completed, (await _broker.Deliver(purchase, "m-1", token)).Outcome);
        Assert.Equal(101, (await Api.Wallet(memberId, MerchantEvent.MerchantId)).Available);
    }

    [Fact]
    public async Task While_the_identity_provider_is_down_no_message_is_thrown_away()
    {
        await using var broker = new TestBroker(
            _host,
            TokenTrust.OpenIdConnect(new() { Authority = new("https://127.0.0.1:9/"), Audience = "points" })
        );

        Assert.Null(
            (
                await broker.Deliver(
                    MerchantEvent.Purchase("m-1", 100),
                    "m-1",
                    await Api.MerchantToken(MerchantEvent.MerchantId)
                )
            ).Outcome
        );
    }

    [Fact]
    public async Task A_fault_that_waiting_does_not_mend_is_thrown_and_the_broker_counts_the_deliveries()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );
        using var client = _host.Store.Connect();
        using var broken = new MemoryStream(
            Encoding.UTF8.GetBytes(
                $$"""{"id":"wallet:{{MerchantEvent.MerchantId}}","type":"wallet","memberId":"{{memberId}}","facts":"none"}"""
            )
        );
        (
            await client
                .GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
                .UpsertItemStreamAsync(broken, new(memberId), cancellationToken: TestContext.Current.CancellationToken)
        ).EnsureSuccessStatusCode();

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            _broker.Deliver(MerchantEvent.Purchase(memberId, 10_000), "m-1", token)
        );

        (await _broker.Outcome(MerchantEvent.MerchantId, "m-1")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_backlog_does_not_spoil_a_token_that_was_good_when_the_message_was_sent()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );
        await Api.SetClock((_host.Clock.GetUtcNow() + TimeSpan.FromHours(2)).ToString("O"));

        Assert.Equal(
            Completed,
            (
                await _broker.Deliver(
                    MerchantEvent.Purchase(memberId, 100),
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
                    MerchantEvent.Purchase(memberId, 100),
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
                    MerchantEvent.Purchase(memberId, 100),
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
                    MerchantEvent.Purchase(memberId, 100),
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
                    MerchantEvent.Purchase(memberId, 100),
                    "ahead",
                    await Api.MerchantToken(MerchantEvent.MerchantId),
                    ago: -TimeSpan.FromMinutes(10)
                )
            ).Outcome
        );
        Assert.Equal(
            "unauthenticated",
            (
                await _broker.Deliver(
                    MerchantEvent.Purchase(memberId, 100),
                    "ages",
                    token,
                    ago: TimeSpan.FromDays(700_000)
                )
            ).Outcome
        );
    }

    [Fact]
    public async Task Messages_of_two_merchants_may_have_the_same_id_and_a_merchants_systems_share_theirs()
    {
        var memberId = await Api.EnrolNewMember(MerchantEvent.MerchantId, "supermarket");
        var elsewhere = MerchantEvent.Purchase(memberId, 20_000);
        (elsewhere["programmeId"], elsewhere["merchantId"]) = ("supermarket", "supermarket");
        var purchase = MerchantEvent.Purchase(memberId, 10_000);

        Assert.Equal(
            Completed,
            (
                await _broker.Deliver(
                    purchase,
                    "m-1",
                    await Api.CreateToken("till-1", "merchant", MerchantEvent.MerchantId)
                )
            ).Outcome
        );
        Assert.Equal(
            Completed,
            (
                await _broker.Deliver(
                    purchase,
                    "m-1",
                    await Api.CreateToken("till-2", "merchant", MerchantEvent.MerchantId)
                )
            ).Outcome
        );
        Assert.Equal(
            Completed,
            (await _broker.Deliver(elsewhere, "m-1", await Api.MerchantToken("supermarket"))).Outcome
        );

        Assert.Equal(
            (100, 200),
            (
                (await Api.Wallet(memberId, MerchantEvent.MerchantId)).Available,
                (await Api.Wallet(memberId, "supermarket")).Available
            )
        );
    }

    [Fact]
    public async Task A_merchant_is_told_no_more_than_over_HTTP_even_where_an_operator_sends()
    {
        var memberId = await Api.EnrolNewMember("mall-tiers");
        var purchase = MerchantEvent.Purchase(memberId, 10_000);
        (purchase["programmeId"], purchase["merchantId"]) = ("mall-tiers", "mall-tiers");

        Assert.Equal(Completed, (await _broker.Deliver(purchase, "m-1", await Api.OperatorToken())).Outcome);

        Assert.Null((await _broker.Outcome("mall-tiers", "m-1")).Body["body"]!["wallet"]!["tier"]);
        Assert.NotNull((await Api.Wallet(memberId, "mall-tiers")).Body["tier"]);
    }
}
