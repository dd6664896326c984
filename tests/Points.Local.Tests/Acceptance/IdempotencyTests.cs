using System.Net;
using System.Text;

namespace Points.Local.Tests.Acceptance;

/// <summary>A request counts once, however often it is sent and whatever the state of the wallet.</summary>
public sealed class IdempotencyTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    /// <summary>An order number of a merchant earns once, so each test has its own.</summary>
    private readonly string _order = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_repeat_gets_the_identical_first_answer_even_if_the_wallet_is_empty_or_frozen()
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
    public async Task The_same_command_in_different_JSON_is_a_repeat()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var at = TimeProvider.System.GetUtcNow().AddDays(-2).ToOffset(TimeSpan.FromHours(8));
        var first = await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 500, _order, at), "k1");
        var reworded = $$"""
            { "lines": [ { "amountFen": 500, "category": "general", "sku": "sku-1", "quantity": 1, "tags": [] } ],
              "paidWithPointsFen": 0, "occurredAt": "{{at.UtcDateTime:O}}", "orderId": "{{_order}}",
              "merchantId": "fast-food", "programmeId": "fast-food", "channel": null }
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
    public async Task Given_a_used_key_When_sent_with_another_body_Then_refused()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 500, _order), "k1");

        (await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 501, _order), "k1")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused"
        );

        Assert.Equal(5, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task Given_a_booked_order_When_sent_with_another_key_Then_refused_with_the_first_entry()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var first = await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 500, _order), "k1");

        var second = (await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 500, _order), "k2")).ExpectProblem(
            HttpStatusCode.Conflict,
            "order-already-accrued"
        );

        Assert.Equal(first.Text("entryId"), second.Text("entryId"));
        Assert.Equal(5, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task Idempotency_keys_belong_to_the_caller_and_a_merchants_systems_share_them()
    {
        var (memberId, purchase) = (await _api.EnrolNewMember("fast-food"), Api.PurchaseBody("fast-food", 500, _order));
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
    public async Task Given_points_for_one_reward_When_redeeming_50_times_in_parallel_Then_one_succeeds()
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
    public async Task Any_text_is_allowed_in_keys_and_order_numbers()
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
    public async Task A_used_key_is_refused_for_any_programme_but_free_for_another_member()
    {
        var (memberId, other) = (await _api.EnrolNewMember("fast-food"), await _api.EnrolNewMember("fast-food"));
        var first = await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 500, _order), "k1");

        (await _api.Accrue(memberId, Api.PurchaseBody("no-such-programme", 500, _order), "k1")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused"
        );
        Assert.NotEqual(
            first.Text("entryId"),
            (await _api.Accrue(other, Api.PurchaseBody("fast-food", 500, $"{_order}-2"), "k1"))
                .Expect(HttpStatusCode.Created)
                .Text("entryId")
        );
    }
}
