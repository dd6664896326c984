using System.Net;
using System.Text;

namespace Points.Local.Tests.Acceptance;

/// <summary>A request counts once, however often and in whatever state of the wallet it arrives.</summary>
public sealed class IdempotencyTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task A_repeat_gets_the_first_answer_to_the_byte_also_when_the_wallet_is_empty_or_frozen_since()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var purchase = Api.PurchaseBody("fast-food", 20_000);
        var (first, spent) = (
            await _api.Accrue(memberId, purchase, "k1"),
            await _api.Redeem(memberId, Api.RedemptionBody("fast-food", "meal"), "k2")
        );
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/freeze",
            await _api.OperatorToken(),
            new System.Text.Json.Nodes.JsonObject { ["reason"] = "test" }
        );

        var (again, spentAgain) = (
            await _api.Accrue(memberId, purchase, "k1"),
            await _api.Redeem(memberId, Api.RedemptionBody("fast-food", "meal"), "k2")
        );

        Assert.Equal(first with { Replayed = true }, again);
        Assert.Equal(spent with { Replayed = true }, spentAgain);
        Assert.Equal(HttpStatusCode.Created, again.Status);
    }

    [Fact]
    public async Task The_same_command_in_other_words_is_the_same()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var at = TimeProvider.System.GetUtcNow().AddDays(-2).ToOffset(TimeSpan.FromHours(8));
        var first = await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 500, "o1", at), "k1");
        var reworded = $$"""
            { "lines": [ { "amountFen": 500, "category": "general", "sku": "sku-1", "quantity": 1, "tags": [] } ], "paidWithPointsFen": 0,
              "occurredAt": "{{at.UtcDateTime:O}}", "orderId": "o1", "merchantId": "fast-food", "programmeId": "fast-food", "channel": null }
            """;

        var again = await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/accruals",
            await _api.OperatorToken(),
            Encoding.UTF8.GetBytes(reworded),
            "k1"
        );

        Assert.Equal(first with { Replayed = true }, again);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_refused_and_changes_nothing()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 500, "o1"), "k1");

        (await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 501, "o1"), "k1")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused"
        );

        Assert.Equal(5, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task The_same_order_under_another_key_earns_nothing_and_names_the_first_entry()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var first = await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 500, "o1"), "k1");

        var second = (await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 500, "o1"), "k2")).ExpectProblem(
            HttpStatusCode.Conflict,
            "order-already-accrued"
        );

        Assert.Equal(first.Text("entryId"), second.Text("entryId"));
        Assert.Equal(5, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task Keys_belong_to_their_caller_a_merchants_systems_share_theirs()
    {
        var (memberId, purchase) = (await _api.EnrolNewMember("fast-food"), Api.PurchaseBody("fast-food", 500, "o1"));
        var path = $"/api/members/{memberId}/accruals";
        await _api.Send(
            HttpMethod.Post,
            path,
            await _api.CreateToken("till-1", "merchant", "fast-food"),
            purchase,
            "k"
        );

        Assert.True(
            (
                await _api.Send(
                    HttpMethod.Post,
                    path,
                    await _api.CreateToken("till-2", "merchant", "fast-food"),
                    purchase,
                    "k"
                )
            ).Replayed
        );
        (await _api.Send(HttpMethod.Post, path, await _api.OperatorToken(), purchase, "k")).ExpectProblem(
            HttpStatusCode.Conflict,
            "order-already-accrued"
        );
    }

    [Fact]
    public async Task Of_fifty_parallel_redemptions_of_a_wallet_that_can_afford_one_one_succeeds_and_49_are_refused()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 39_900));

        var replies = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => _api.Redeem(memberId, Api.RedemptionBody("fast-food", "meal")))
        );

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.Equal(
            49,
            replies.Count(reply => reply.Status == HttpStatusCode.Conflict && reply.Text("code") == "not-enough-points")
        );
        Assert.Equal(199, (await _api.Wallet(memberId, "fast-food")).Available);
        Assert.Equal(199, (await _api.Ledger(memberId, "fast-food")).Sum(entry => entry["points"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Callers_keys_and_order_numbers_may_be_any_text_and_stay_apart()
    {
        string[] orders =
        [
            "/",
            "\\",
            "?",
            "#",
            ":",
            "%",
            "%2F",
            "..",
            "../..",
            "a/b",
            "订单",
            "🧧",
            "'",
            "\"",
            "<script>",
            " ",
            "e-1",
            "wallet:fast-food",
            "\u0001",
        ];
        var memberId = await _api.EnrolNewMember("fast-food");

        foreach (var order in orders)
            (
                await _api.Accrue(
                    memberId,
                    Api.PurchaseBody("fast-food", 100, order),
                    "~!@#$%^&*()/\\?:;'\"<>{}[]|" + Array.IndexOf(orders, order)
                )
            ).Expect(HttpStatusCode.Created);

        Assert.Equal(
            orders,
            (await _api.Ledger(memberId, "fast-food")).Select(entry => entry["reference"]!.GetValue<string>())
        );
        foreach (var order in orders)
            (await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 100, order))).ExpectProblem(
                HttpStatusCode.Conflict,
                "order-already-accrued"
            );
    }

    [Fact]
    public async Task A_used_key_is_refused_also_for_a_programme_that_does_not_exist_and_the_same_key_is_free_for_another_member()
    {
        var (memberId, other) = (await _api.EnrolNewMember("fast-food"), await _api.EnrolNewMember("fast-food"));
        var first = await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 500, "o1"), "k1");

        (await _api.Accrue(memberId, Api.PurchaseBody("no-such-programme", 500, "o1"), "k1")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused"
        );
        Assert.NotEqual(
            first.Text("entryId"),
            (await _api.Accrue(other, Api.PurchaseBody("fast-food", 500, "o2"), "k1"))
                .Expect(HttpStatusCode.Created)
                .Text("entryId")
        );
    }
}
