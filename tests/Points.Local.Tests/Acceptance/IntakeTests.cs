using System.Net;
using System.Text.Json.Nodes;
using Emulators.CosmosDb;
using Points.Local.Tests.Intake;

namespace Points.Local.Tests.Acceptance;

/// <summary>Merchants send purchases and refunds as messages and read their outcomes.</summary>
public sealed class IntakeTests : IAsyncLifetime
{
    private RunningHost _host = null!;
    private MerchantQueue _queue = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        _queue = new(_host);
    }

    public ValueTask DisposeAsync()
    {
        _queue.Dispose();
        return _host.DisposeAsync();
    }

    [Fact]
    public async Task A_purchase_sent_to_the_queue_earns_points_and_has_an_outcome()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );

        await _queue.Send(MerchantEventJson.Purchase(memberId, 10_000), "purchase:a/b", token);

        var outcome = await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "purchase:a/b");
        Assert.Equal(
            ("purchase:a/b", "accepted", 201, 100),
            (
                outcome.Text("messageId"),
                outcome.Text("status"),
                outcome.Number("statusCode"),
                (long)outcome.Body["body"]!["points"]!
            )
        );
        Assert.Equal(100, (await Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task A_refund_sent_to_the_queue_takes_points_back()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );
        await _queue.Send(MerchantEventJson.Purchase(memberId, 10_000, "o"), "m-1", token);
        await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "m-1");

        await _queue.Send(MerchantEventJson.Refund(memberId, "o", "r", 4_000), "m-2", token);

        Assert.Equal(
            40,
            (long)(await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "m-2")).Body["body"]!["points"]!
        );
        Assert.Equal(60, (await Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task A_refund_may_be_sent_together_with_its_purchase()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );

        await _queue.Send(MerchantEventJson.Refund(memberId, "o", "r", 4_000), "m-2", token);
        await _queue.Send(MerchantEventJson.Purchase(memberId, 10_000, "o"), "m-1", token);

        Assert.Equal(
            ("accepted", "accepted"),
            (
                (await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "m-1")).Text("status"),
                (await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "m-2")).Text("status")
            )
        );
        Assert.Equal(60, (await Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task A_refused_message_has_an_outcome_and_is_not_dead_lettered()
    {
        await _queue.Send(
            MerchantEventJson.Purchase("m-nobody", 10_000),
            "m-1",
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );

        var outcome = await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "m-1");
        Assert.Equal(
            ("refused", 409, "member-not-enrolled"),
            (outcome.Text("status"), outcome.Number("statusCode"), (string)outcome.Body["body"]!["code"]!)
        );
        Assert.Empty(await _queue.ReadDeadLetters());
    }

    [Fact]
    public async Task A_message_that_can_never_be_processed_is_dead_lettered_with_reason_and_description()
    {
        var (memberId, token, stranger) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId),
            await Api.QueueToken("supermarket")
        );
        var unknownField = MerchantEventJson.Purchase(memberId, 10_000);
        unknownField["colour"] = "red";
        await _queue.Send("not json", "malformed", token);
        await _queue.Send(unknownField, "unknown-field", token);
        await _queue.Send(MerchantEventJson.Purchase(memberId, 10_000), "no-token", token: null);
        await _queue.Send(MerchantEventJson.Purchase(memberId, 10_000), "forged", token[..^2]);
        await _queue.Send(MerchantEventJson.Purchase(memberId, 10_000), "foreign", stranger);

        await AssertDeadLetter("malformed", "invalid-message", "$ is not valid JSON");
        await AssertDeadLetter("unknown-field", "invalid-message", "colour is not a known field");
        await AssertDeadLetter("no-token", "unauthenticated", "authorization");
        await AssertDeadLetter("forged", "unauthenticated", "authorization");
        await AssertDeadLetter("foreign", "forbidden", MerchantEventJson.MerchantId);
        Assert.All(
            await _queue.ReadDeadLetters(),
            letter =>
                Assert.All(
                    new[] { token[..^2], stranger },
                    secret => Assert.DoesNotContain(secret, (string)letter["description"]!, StringComparison.Ordinal)
                )
        );
        Assert.Empty(await Api.Ledger(memberId, MerchantEventJson.MerchantId));
    }

    [Fact]
    public async Task A_dead_letter_has_no_token_and_an_operator_resubmits_it_on_their_own_authority()
    {
        var memberId = await Api.EnrolNewMember(MerchantEventJson.MerchantId);
        var stranger = await Api.QueueToken("supermarket");
        await _queue.Send(MerchantEventJson.Purchase(memberId, 10_000), "m-1", stranger);

        var letter = await _queue.WaitForDeadLetter("m-1");

        Assert.Equal("", (string)letter["properties"]!["authorization"]!);
        (
            await Api.Send(
                HttpMethod.Post,
                $"/local/queues/merchant-events/deadletters/{letter["sequenceNumber"]}/resubmit",
                null
            )
        ).Expect(HttpStatusCode.Accepted);
        Assert.Equal("accepted", (await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "m-1")).Text("status"));
    }

    [Fact]
    public async Task A_token_for_HTTP_is_not_good_on_the_queue()
    {
        var memberId = await Api.EnrolNewMember(MerchantEventJson.MerchantId);
        await _queue.Send(
            MerchantEventJson.Purchase(memberId, 10_000),
            "m-1",
            await Api.MerchantToken(MerchantEventJson.MerchantId)
        );

        await AssertDeadLetter("m-1", "unauthenticated", "audience");
    }

    [Fact]
    public async Task The_same_message_twice_earns_once_and_has_one_outcome()
    {
        var (memberId, token, purchase) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId),
            MerchantEventJson.Purchase("", 10_000)
        );
        purchase["memberId"] = memberId;
        for (var copy = 0; copy < 5; copy++)
            await _queue.Send(purchase, "m-1", token);
        var first = await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "m-1");
        await _queue.Send(purchase, "m-1", await Api.CreateQueueToken("ops", "operator"));
        await WaitForEarlierMessages(memberId, token);

        Assert.Equal(first, await _queue.ReadOutcome(MerchantEventJson.MerchantId, "m-1"));
        Assert.Equal(
            [100, 1],
            (await Api.Ledger(memberId, MerchantEventJson.MerchantId)).Select(entry => (long)entry["points"]!)
        );
        Assert.Empty(await _queue.ReadDeadLetters());
    }

    [Fact]
    public async Task A_message_id_reused_for_other_content_is_dead_lettered_and_the_first_outcome_stays()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );
        await _queue.Send(MerchantEventJson.Purchase(memberId, 10_000, "o"), "m-1", token);
        var first = await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "m-1");

        await _queue.Send(MerchantEventJson.Purchase(memberId, 20_000, "o"), "m-1", token);

        await AssertDeadLetter("m-1", "idempotency-key-reused", "MessageId");
        Assert.Equal(first, await _queue.ReadOutcome(MerchantEventJson.MerchantId, "m-1"));
        Assert.Equal(100, (await Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task A_temporary_fault_of_the_store_is_retried()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEventJson.MerchantId),
            await Api.QueueToken(MerchantEventJson.MerchantId)
        );
        _host.Store.Faults.InjectNext(4, InjectedFault.Disconnected, (_, kind) => kind == RequestKind.Batch);

        await _queue.Send(MerchantEventJson.Purchase(memberId, 10_000), "m-1", token);

        Assert.Equal("accepted", (await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "m-1")).Text("status"));
        Assert.Equal(100, (await Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
        Assert.Empty(await _queue.ReadDeadLetters());
    }

    private async Task AssertDeadLetter(string messageId, string reason, string description)
    {
        JsonObject letter = await _queue.WaitForDeadLetter(messageId);
        Assert.Equal((messageId, reason), (messageId, (string)letter["reason"]!));
        Assert.Contains(description, (string)letter["description"]!, StringComparison.Ordinal);
    }

    /// <summary>
    /// Sends one more message and waits for it: all earlier messages are then done, or done a moment later.
    /// </summary>
    private async Task WaitForEarlierMessages(string memberId, string token)
    {
        await _queue.Send(MerchantEventJson.Purchase(memberId, 100), "last", token);
        await _queue.WaitForOutcome(MerchantEventJson.MerchantId, "last");
        await Task.Delay(500, TestContext.Current.CancellationToken);
    }
}
