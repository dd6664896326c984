using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// A merchant sees what its own event did. It sees balances only with a code of the member's, and never who is a member
/// (docs/visibility.md).
/// </summary>
public sealed partial class MerchantVisibilityTests(AcceptanceHost host)
{
    private const string Programme = "fast-food";
    private static readonly string[] OfTheMember = ["wallet", "available", "lots", "owedPoints", "needed"];
    private readonly Api _api = host.Api;

    [Fact]
    public async Task A_purchase_without_a_card_shows_only_what_it_earned()
    {
        var memberId = await NewMember(400);

        var answer = (await Post(memberId, "accruals", Purchase(10_000))).Expect(HttpStatusCode.Created);

        Assert.Equal(100, answer.Number("points"));
        ExpectNothingOfTheMember(answer);
    }

    [Fact]
    public async Task A_purchase_with_a_card_shows_the_balance_and_only_the_merchants_own_lots()
    {
        var memberId = await _api.EnrolNewMember("convenience-alliance");
        var others = PurchaseBody("convenience-alliance", 40_000);
        others["merchantId"] = "convenience-alliance";
        var before = (await _api.Accrue(memberId, others)).Expect(HttpStatusCode.Created).Available;
        var purchase = PurchaseBody("convenience-alliance", 10_000, Guid.NewGuid().ToString());
        purchase["merchantId"] = "corner-store";
        purchase["cardCode"] = await _api.CreateCardCode(memberId);

        var answer = (await Post(memberId, "accruals", purchase, "corner-store")).Expect(HttpStatusCode.Created);

        Assert.Equal(before + answer.Number("points"), answer.Available);
        Assert.All(
            answer.Body["wallet"]!["lots"]!.AsArray(),
            lot => Assert.Equal("corner-store", (string)lot!["issuedBy"]!)
        );
    }

    [Fact]
    public async Task A_purchase_that_repays_a_debt_does_not_tell_the_merchant_of_it()
    {
        var memberId = await NewMember(0);
        var purchase = Purchase(10_000);
        (await Post(memberId, "accruals", purchase)).Expect(HttpStatusCode.Created);
        var spent = RedemptionBody(Programme, "meal");
        await _api.EarnPoints(memberId, Programme, 200);
        (await _api.Redeem(memberId, spent)).Expect(HttpStatusCode.Created);
        var refund = (await Post(memberId, "refunds", Refund((string)purchase["orderId"]!))).Expect(
            HttpStatusCode.Created
        );

        var answer = (await Post(memberId, "accruals", Purchase(10_000))).Expect(HttpStatusCode.Created);

        Assert.Equal((100, 100), (refund.Number("points"), answer.Number("points")));
        ExpectNothingOfTheMember(refund);
        ExpectNothingOfTheMember(answer);
        Assert.DoesNotContain("owed", refund.Raw + answer.Raw, StringComparison.Ordinal);
    }

    public static TheoryData<string> Probes =>
        ["purchase of ¥0", "purchase paid with points", "invented redemption", "refund", "redemption", "quote", "bill"];

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task A_probe_gets_the_same_answer_whoever_is_named(string probe)
    {
        var (member, elsewhere) = (await NewMember(400), await _api.EnrolNewMember("airline"));
        var frozen = await NewMember(0);
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{frozen}/freeze",
            await _api.OperatorToken(),
            new JsonObject { ["reason"] = "test" }
        );

        var answers = new List<string>();
        foreach (var memberId in (string[])[member, elsewhere, frozen, $"m-{Guid.NewGuid():N}"])
        {
            if (probe == "invented redemption" && memberId == frozen)
                continue; // The contract names the code of a frozen member's purchase.
            var (path, body) = BodyOf(probe);
            var first = await Post(memberId, path, body);
            answers.Add(Describe(first));
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_refund_before_its_purchase_waits_whoever_is_named()
    {
        var names = (string[])[await NewMember(400), await _api.EnrolNewMember("airline"), $"m-{Guid.NewGuid():N}"];
        var key = Guid.NewGuid().ToString();
        foreach (var memberId in names)
        {
            var refund = Refund($"order-of-{memberId}");
            var first = (await Post(memberId, "refunds", refund, key: key)).Expect(HttpStatusCode.Created);
            Assert.Equal("awaiting-purchase", first.Text("status"));
            ExpectNothingOfTheMember(first);
            Assert.Equal(first with { Replayed = true }, await Post(memberId, "refunds", refund, key: key));
            (await Post(memberId, "refunds", refund)).ExpectProblem(HttpStatusCode.Conflict, "refund-already-counted");
            refund["amountFen"] = 2;
            (await Post(memberId, "refunds", refund, key: key)).ExpectProblem(
                HttpStatusCode.UnprocessableEntity,
                "idempotency-key-reused"
            );
        }

        await Eventually.IsTrue(
            async () =>
            {
                var waiting = await ListWaitingRefunds();
                return names.All(memberId =>
                    waiting.Any(it =>
                        (string)it!["orderId"]! == $"order-of-{memberId}" && (string?)it["memberId"] == memberId
                    )
                );
            },
            "the refund of each of them in the list"
        );
    }

    [Fact]
    public async Task An_order_posted_again_gets_the_same_answer_whoever_is_named()
    {
        var purchase = Purchase(10_000);
        (await Post(await NewMember(0), "accruals", purchase)).Expect(HttpStatusCode.Created);

        var answers = new List<string>();
        foreach (
            var memberId in (string[])
                [await NewMember(0), await _api.EnrolNewMember("airline"), $"m-{Guid.NewGuid():N}"]
        )
            answers.Add(
                (await Post(memberId, "accruals", purchase))
                    .ExpectProblem(HttpStatusCode.Conflict, "order-already-accrued")
                    .Raw
            );
        Assert.Single(answers.Distinct());

        answers.Clear();
        foreach (var memberId in (string[])[await NewMember(0), $"m-{Guid.NewGuid():N}"])
            answers.Add(
                (await Post(memberId, "refunds", Refund((string)purchase["orderId"]!)))
                    .ExpectProblem(HttpStatusCode.Conflict, "order-of-another-member")
                    .Raw
            );
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_merchant_outside_the_programme_learns_nothing_from_refunds()
    {
        foreach (var memberId in (string[])[await NewMember(0), $"m-{Guid.NewGuid():N}"])
        {
            var refund = Refund("order-1");
            refund["merchantId"] = "supermarket";
            (await Post(memberId, "refunds", refund, "supermarket")).ExpectProblem(
                HttpStatusCode.Conflict,
                "merchant-not-in-programme"
            );
        }
    }

    [Fact]
    public async Task A_redemption_at_a_till_shows_the_merchant_neither_others_lots_nor_the_wallet_afterwards()
    {
        var memberId = await NewMember(400);
        var held = RedemptionBody(Programme, "meal");
        held["mode"] = "hold";
        var redemption = (await _api.RedeemAt(Programme, memberId, held)).Expect(HttpStatusCode.Created);
        Assert.True(redemption.Body.ContainsKey("wallet"));

        var confirmed = (
            await _api.ChangeRedemption(
                memberId,
                redemption.Text("redemptionId"),
                "confirm",
                await _api.MerchantToken(Programme)
            )
        ).Expect(HttpStatusCode.OK);

        Assert.False(confirmed.Body.ContainsKey("wallet"));
    }
}
