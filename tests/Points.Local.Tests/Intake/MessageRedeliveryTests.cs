using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Points.Cosmos;
using Points.Domain;
using Points.Functions.Access;

namespace Points.Local.Tests.Intake;

/// <summary>Messages that are delivered again, after a repeat, a crash or a fault.</summary>
public sealed class MessageRedeliveryTests : IAsyncLifetime
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
    public async Task A_repeated_message_keeps_its_first_outcome_even_if_the_facts_have_changed()
    {
        var (memberId, token) = ("m-late", await Api.QueueToken(MerchantEventJson.MerchantId));
        var purchase = MerchantEventJson.Purchase(memberId, 10_000);
        await _broker.Deliver(purchase, "m-1", token);
        var first = await _broker.Outcome(MerchantEventJson.MerchantId, "m-1");
        await Api.Enrol(
            memberId,
            new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(MerchantEventJson.MerchantId) }
        );

        Assert.Equal(
            Completed,
            (await _broker.Deliver(purchase, "m-1", await Api.CreateQueueToken("ops", "operator"))).Outcome
        );

        Assert.Equal(first, await _broker.Outcome(MerchantEventJson.MerchantId, "m-1"));
        Assert.Empty(await Api.Ledger(memberId, MerchantEventJson.MerchantId));
    }

    [Fact]
    public async Task A_message_id_reused_for_other_content_is_dead_lettered_and_the_first_outcome_stays()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );
        await _broker.Deliver(MerchantEventJson.Purchase(memberId, 10_000, "o"), "m-1", token);
        var first = await _broker.Outcome(MerchantEventJson.MerchantId, "m-1");

        Assert.Equal(
            "idempotency-key-reused",
            (await _broker.Deliver(MerchantEventJson.Purchase(memberId, 20_000, "o"), "m-1", token)).Outcome
        );
        Assert.Equal(
            "idempotency-key-reused",
            (await _broker.Deliver(MerchantEventJson.Refund(memberId, "o", "r", 100), "m-1", token)).Outcome
        );

        Assert.Equal(first, await _broker.Outcome(MerchantEventJson.MerchantId, "m-1"));
        Assert.Equal(100, (await Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task Given_a_crash_after_the_booking_When_redelivered_Then_the_booked_entry_is_the_outcome()
    {
        var (memberId, token, purchase) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId),
            MerchantEventJson.Purchase("", 10_000, "o")
        );
        purchase["memberId"] = memberId;
        // The first message creates the deployment's key.
        await _broker.Deliver(MerchantEventJson.Purchase("m-other", 100), "m-0", token);
        _host.Store.Faults.InjectNext(
            int.MaxValue,
            InjectedFault.Unavailable,
            (container, kind) => container == "lookups" && kind == RequestKind.Batch
        );
        Assert.Null((await _broker.Deliver(purchase, "m-1", token)).Outcome);
        _host.Store.Faults.Clear();
        await Api.EarnPoints(memberId, MerchantEventJson.MerchantId, 500); // The wallet has changed since the booking.
        (await _broker.Outcome(MerchantEventJson.MerchantId, "m-1")).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        Assert.Equal(
            "idempotency-key-reused",
            (await _broker.Deliver(MerchantEventJson.Purchase(memberId, 20_000, "o"), "m-1", token)).Outcome
        );

        Assert.Equal(Completed, (await _broker.Deliver(purchase, "m-1", token)).Outcome);

        var body = (await _broker.Outcome(MerchantEventJson.MerchantId, "m-1")).Expect(HttpStatusCode.OK).Body["body"]!;
        Assert.Equal(100, (long)body["points"]!);
        Assert.Equal(2, (await Api.Ledger(memberId, MerchantEventJson.MerchantId)).Count);
    }

    [Fact]
    public async Task Given_a_throttling_store_Then_the_message_is_not_settled_and_nothing_is_stored()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );
        var purchase = MerchantEventJson.Purchase(memberId, 10_000);
        await Api.EarnPoints(memberId, MerchantEventJson.MerchantId, 1); // Loads the programme into the cache.

        _host.Store.Faults.InjectNext(
            int.MaxValue,
            InjectedFault.Throttled(TimeSpan.FromMilliseconds(1)),
            (_, kind) => kind == RequestKind.Batch
        );
        Assert.Null((await _broker.Deliver(purchase, "m-1", token)).Outcome);
        _host.Store.Faults.Clear();
        (await _broker.Outcome(MerchantEventJson.MerchantId, "m-1")).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );

        Assert.Equal(Completed, (await _broker.Deliver(purchase, "m-1", token)).Outcome);
        Assert.Equal(101, (await Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task Given_an_unreachable_identity_provider_Then_the_message_is_not_dead_lettered()
    {
        await using var broker = new TestBroker(
            _host,
            TokenTrust.OpenIdConnect(new() { Authority = new("https://127.0.0.1:9/"), Audience = "points" })
        );

        Assert.Null(
            (
                await broker.Deliver(
                    MerchantEventJson.Purchase("m-1", 100),
                    "m-1",
                    await Api.QueueToken(MerchantEventJson.MerchantId)
                )
            ).Outcome
        );
    }

    [Fact]
    public async Task Given_a_permanent_fault_Then_it_is_thrown_so_that_the_broker_counts_the_delivery()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );
        using var client = _host.Store.Connect();
        using var broken = new MemoryStream(
            Encoding.UTF8.GetBytes(
                $$"""
                { "id": "wallet:{{MerchantEventJson.MerchantId}}", "type": "wallet",
                  "memberId": "{{memberId}}", "facts": "none" }
                """
            )
        );
        (
            await client
                .GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
                .UpsertItemStreamAsync(broken, new(memberId), cancellationToken: TestContext.Current.CancellationToken)
        ).EnsureSuccessStatusCode();

        await Assert.ThrowsAsync<AlteredDocumentException>(() =>
            _broker.Deliver(MerchantEventJson.Purchase(memberId, 10_000), "m-1", token)
        );

        (await _broker.Outcome(MerchantEventJson.MerchantId, "m-1")).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
    }
}
