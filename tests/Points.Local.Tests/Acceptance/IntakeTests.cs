using System.Text.Json.Nodes;
using Points.Local.Cosmos;
using Points.Local.Tests.Intake;

namespace Points.Local.Tests.Acceptance;

/// <summary>Merchants send what they did as messages, and read what came of it.</summary>
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
    public async Task A_purchase_posted_to_the_queue_earns_and_its_outcome_is_read()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );

        await _queue.Send(MerchantEvent.Purchase(memberId, 10_000), "purchase:a/b", token);

        var outcome = await _queue.WaitForOutcome(MerchantEvent.MerchantId, "purchase:a/b");
        Assert.Equal(
            ("purchase:a/b", "accepted", 201, 100),
            (
                outcome.Text("messageId"),
                outcome.Text("status"),
                outcome.Number("statusCode"),
                (long)outcome.Body["body"]!["points"]!
            )
        );
        Assert.Equal(100, (await Api.Wallet(memberId, MerchantEvent.MerchantId)).Available);
    }

    [Fact]
    public async Task A_refund_over_the_queue_takes_back()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );
        await _queue.Send(MerchantEvent.Purchase(memberId, 10_000, "o"), "m-1", token);
        await _queue.WaitForOutcome(MerchantEvent.MerchantId, "m-1");

        await _queue.Send(MerchantEvent.Refund(memberId, "o", "r", 4_000), "m-2", token);

        Assert.Equal(40, (long)(await _queue.WaitForOutcome(MerchantEvent.MerchantId, "m-2")).Body["body"]!["points"]!);
        Assert.Equal(60, (await Api.Wallet(memberId, MerchantEvent.MerchantId)).Available);
    }

    [Fact]
    public async Task A_refund_and_its_purchase_may_be_sent_at_once()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );

        await _queue.Send(MerchantEvent.Refund(memberId, "o", "r", 4_000), "m-2", token);
        await _queue.Send(MerchantEvent.Purchase(memberId, 10_000, "o"), "m-1", token);

        Assert.Equal(
            ("accepted", "accepted"),
            (
                (await _queue.WaitForOutcome(MerchantEvent.MerchantId, "m-1")).Text("status"),
                (await _queue.WaitForOutcome(MerchantEvent.MerchantId, "m-2")).Text("status")
            )
        );
        Assert.Equal(60, (await Api.Wallet(memberId, MerchantEvent.MerchantId)).Available);
    }

    [Fact]
    public async Task A_refusal_is_an_outcome()
    {
        await _queue.Send(
            MerchantEvent.Purchase("m-nobody", 10_000),
            "m-1",
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );

        var outcome = await _queue.WaitForOutcome(MerchantEvent.MerchantId, "m-1");
        Assert.Equal(
            ("refused", 409, "member-not-enrolled"),
            (outcome.Text("status"), outcome.Number("statusCode"), (string)outcome.Body["body"]!["code"]!)
        );
        Assert.Empty(await _queue.ReadDeadLetters());
    }

    [Fact]
    public async Task What_can_never_be_taken_is_a_dead_letter_with_reason_and_description()
    {
        var (memberId, token, stranger) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId),
            await Api.MerchantToken("supermarket")
        );
        var odd = MerchantEvent.Purchase(memberId, 10_000);
        odd["colour"] = "red";
        await _queue.Send("not json", "malformed", token);
        await _queue.Send(odd, "odd", token);
        await _queue.Send(MerchantEvent.Purchase(memberId, 10_000), "nobodys", token: null);
        await _queue.Send(MerchantEvent.Purchase(memberId, 10_000), "forged", token[..^2]);
        await _queue.Send(MerchantEvent.Purchase(memberId, 10_000), "foreign", stranger);

        await AssertDead("malformed", "invalid-message", "$ is not valid JSON");
        await AssertDead("odd", "invalid-message", "colour is not known here");
        await AssertDead("nobodys", "unauthenticated", "authorization");
        await AssertDead("forged", "unauthenticated", "authorization");
        await AssertDead("foreign", "forbidden", MerchantEvent.MerchantId);
        Assert.All(
            await _queue.ReadDeadLetters(),
            letter =>
                Assert.All(
                    new[] { token[..^2], stranger },
                    secret => Assert.DoesNotContain(secret, (string)letter["description"]!, StringComparison.Ordinal)
                )
        );
        Assert.Empty(await Api.Ledger(memberId, MerchantEvent.MerchantId));
    }

    [Fact]
    public async Task The_same_message_twice_earns_once_and_has_one_outcome()
    {
        var (memberId, token, purchase) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId),
            MerchantEvent.Purchase("", 10_000)
        );
        purchase["memberId"] = memberId;
        for (var copy = 0; copy < 5; copy++)
            await _queue.Send(purchase, "m-1", token);
        var first = await _queue.WaitForOutcome(MerchantEvent.MerchantId, "m-1");
        await _queue.Send(purchase, "m-1", await Api.OperatorToken());
        await Fence(memberId, token);

        Assert.Equal(first, await _queue.ReadOutcome(MerchantEvent.MerchantId, "m-1"));
        Assert.Equal(
            [100, 1],
            (await Api.Ledger(memberId, MerchantEvent.MerchantId)).Select(entry => (long)entry["points"]!)
        );
        Assert.Empty(await _queue.ReadDeadLetters());
    }

    [Fact]
    public async Task A_message_sent_again_with_other_content_is_a_dead_letter_and_the_first_stands()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );
        await _queue.Send(MerchantEvent.Purchase(memberId, 10_000, "o"), "m-1", token);
        var first = await _queue.WaitForOutcome(MerchantEvent.MerchantId, "m-1");

        await _queue.Send(MerchantEvent.Purchase(memberId, 20_000, "o"), "m-1", token);

        await AssertDead("m-1", "idempotency-key-reused", "MessageId");
        Assert.Equal(first, await _queue.ReadOutcome(MerchantEvent.MerchantId, "m-1"));
        Assert.Equal(100, (await Api.Wallet(memberId, MerchantEvent.MerchantId)).Available);
    }

    [Fact]
    public async Task A_fault_that_passes_costs_nothing()
    {
        var (memberId, token) = (
            await Api.EnrolNewMember(MerchantEvent.MerchantId),
            await Api.MerchantToken(MerchantEvent.MerchantId)
        );
        _host.Store.Faults.InjectNext(4, InjectedFault.Disconnected, (_, kind) => kind == RequestKind.Batch);

        await _queue.Send(MerchantEvent.Purchase(memberId, 10_000), "m-1", token);

        Assert.Equal("accepted", (await _queue.WaitForOutcome(MerchantEvent.MerchantId, "m-1")).Text("status"));
        Assert.Equal(100, (await Api.Wallet(memberId, MerchantEvent.MerchantId)).Available);
        Assert.Empty(await _queue.ReadDeadLetters());
    }

    private async Task AssertDead(string messageId, string reason, string description)
    {
        JsonObject letter = await _queue.WaitForDeadLetter(messageId);
        Assert.Equal((messageId, reason), (messageId, (string)letter["reason"]!));
        Assert.Contains(description, (string)letter["description"]!, StringComparison.Ordinal);
    }

    /// <summary>Waits until a message is done that was sent after all others; those are done a moment later at the latest.</summary>
    private async Task Fence(string memberId, string token)
    {
        await _queue.Send(MerchantEvent.Purchase(memberId, 100), "fence", token);
        await _queue.WaitForOutcome(MerchantEvent.MerchantId, "fence");
        await Task.Delay(500, TestContext.Current.CancellationToken);
    }
}
