using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// An order names the redemptions that paid a part of it. Each is of this member and honoured by this merchant, had not
/// ended, and pays for one order: a full refund returns its points.
/// </summary>
public sealed class NamedRedemptionTests(AcceptanceHost host)
{
    private const string Shop = "fast-food";
    private readonly Api _api = host.Api;

    [Fact]
    public async Task Given_an_unknown_redemption_or_another_members_When_accruing_Then_refused_alike()
    {
        var (memberId, other) = (await NewMember(Shop, 0), await NewMember(Shop, 200));
        var foreign = await RedeemMeal(other);

        foreach (var id in (string[])["r-unknown", foreign])
        {
            (await _api.Accrue(memberId, Purchase(Shop, id))).ExpectProblem(
                HttpStatusCode.BadRequest,
                "invalid-request",
                "redemptionIds[0]"
            );
            (await Quote(memberId, Purchase(Shop, id))).ExpectProblem(
                HttpStatusCode.BadRequest,
                "invalid-request",
                "redemptionIds[0]"
            );
        }
        Assert.Equal(0, (await _api.Wallet(memberId, Shop)).Available);
    }

    [Fact]
    public async Task Given_a_redemption_of_another_programme_When_accruing_Then_refused()
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        await _api.Enrol(
            memberId,
            new() { ["identityVerified"] = true, ["programmes"] = new JsonArray(Shop, "supermarket") }
        );
        await _api.EarnPoints(memberId, Shop, 200);
        var meal = await RedeemMeal(memberId);

        (await _api.Accrue(memberId, Purchase("supermarket", meal))).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "redemptionIds[0]"
        );
    }

    [Fact]
    public async Task Given_a_redemption_that_another_merchant_honoured_When_accruing_Then_refused()
    {
        const string Alliance = "convenience-alliance";
        var memberId = await NewMember(Alliance, 3_000);
        var film = (await _api.Redeem(memberId, RedemptionBody(Alliance, "movie-ticket"))).Text("redemptionId");

        (await _api.Accrue(memberId, Purchase(Alliance, film))).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "redemptionIds[0]"
        );
    }

    [Fact]
    public async Task A_redemption_pays_for_one_order_so_that_its_refund_cannot_return_what_another_kept()
    {
        var memberId = await NewMember(Shop, 200);
        var meal = await RedeemMeal(memberId);
        var order = Purchase(Shop, meal);
        (await _api.Accrue(memberId, order, "k")).Expect(HttpStatusCode.Created);

        (await _api.Accrue(memberId, Purchase(Shop, meal))).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
        Assert.True((await _api.Accrue(memberId, order, "k")).Expect(HttpStatusCode.Created).Replayed);
        (await _api.Accrue(memberId, order)).ExpectProblem(HttpStatusCode.Conflict, "order-already-accrued");

        var refund = await _api.Refund(memberId, Shop, (string)order["orderId"]!, Guid.NewGuid().ToString(), 10_000);
        Assert.Equal(200, refund.Expect(HttpStatusCode.Created).Number("returnedPoints"));
        (await _api.Accrue(memberId, Purchase(Shop, meal))).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
    }

    [Fact]
    public async Task A_redemption_that_was_reversed_before_the_purchase_did_not_pay_for_it()
    {
        var memberId = await NewMember(Shop, 200);
        var meal = await RedeemMeal(memberId);
        (await _api.Reverse(memberId, meal, "member")).Expect(HttpStatusCode.OK);

        (await _api.Accrue(memberId, Purchase(Shop, meal))).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
    }

    [Fact]
    public async Task A_purchase_that_arrives_after_the_reversal_of_what_paid_for_it_still_earns()
    {
        var memberId = await NewMember(Shop, 200);
        var meal = await RedeemMeal(memberId);
        var purchase = Purchase(Shop, meal);
        (await _api.Reverse(memberId, meal, "member")).Expect(HttpStatusCode.OK);

        (await _api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);
        var refund = await _api.Refund(memberId, Shop, (string)purchase["orderId"]!, Guid.NewGuid().ToString(), 10_000);

        Assert.Equal(0, refund.Expect(HttpStatusCode.Created).Number("returnedPoints"));
        Assert.Equal(200, (await _api.Wallet(memberId, Shop)).Available);
    }

    [Fact]
    public async Task A_redemption_of_which_pieces_are_left_pays_for_an_order()
    {
        var memberId = await NewMember(Shop, 400);
        var meals = (await _api.Redeem(memberId, RedemptionBody(Shop, "meal", quantity: 2))).Text("redemptionId");
        (await _api.Reverse(memberId, meals, "member", quantity: 1)).Expect(HttpStatusCode.OK);

        (await _api.Accrue(memberId, Purchase(Shop, meals))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_hold_that_expired_before_the_purchase_did_not_pay_for_it()
    {
        await using var own = await RunningHost.Start();
        var memberId = await own.Api.EnrolNewMember("hotel");
        await own.Api.EarnPoints(memberId, "hotel", 600);
        var until = own.Clock.GetUtcNow().AddHours(1);
        var held = (
            await own.Api.Redeem(memberId, RedemptionBody("hotel", "late-checkout", holdUntil: until.ToString("O")))
        ).Text("redemptionId");
        await own.Api.SetClock(until.AddMinutes(10).ToString("O"));

        (await own.Api.Accrue(memberId, Purchase("hotel", held, until.AddMinutes(5)))).ExpectProblem(
            HttpStatusCode.Conflict,
            "hold-expired"
        );
        (await own.Api.Accrue(memberId, Purchase("hotel", held, until.AddMinutes(-5)))).Expect(HttpStatusCode.Created);
    }

    private static JsonObject Purchase(string programmeId, string redemptionId, DateTimeOffset? at = null)
    {
        var purchase = PurchaseBody(programmeId, 10_000, Guid.NewGuid().ToString(), at);
        (purchase["paidWithPointsFen"], purchase["redemptionIds"]) = (2_500, new JsonArray(redemptionId));
        return purchase;
    }

    private async Task<string> RedeemMeal(string memberId) =>
        (await _api.Redeem(memberId, RedemptionBody(Shop, "meal"))).Expect(HttpStatusCode.Created).Text("redemptionId");

    private async Task<Reply> Quote(string memberId, JsonObject purchase) =>
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/accruals/quote",
            await _api.MerchantToken(Shop),
            purchase
        );

    private Task<string> NewMember(string programmeId, long points) =>
        _api.EnrolNewMemberWithPoints(programmeId, points);
}
