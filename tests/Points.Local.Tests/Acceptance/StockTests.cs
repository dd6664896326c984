using System.Net;
using System.Text.Json.Nodes;
using static Points.Local.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Limited rewards: given away to the last piece, never one more, and what comes back can be had again.</summary>
public sealed class StockTests : IAsyncLifetime
{
    private const string OnSale = "2027-01-21T10:00:00+08:00";
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock(OnSale);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Of_a_thousand_redemptions_at_once_a_hundred_get_one_of_the_hundred_pieces()
    {
        const int Crowd = 1_000;
        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(async worker =>
                {
                    for (var i = worker; i < Crowd; i += 16)
                        await Citizen($"c{i}", 800);
                })
        );

        var replies = await Task.WhenAll(
            Enumerable.Range(0, Crowd).Select(i => Api.Redeem($"c{i}", RedemptionBody("credit-city", "festival-box")))
        );

        Assert.Equal(100, replies.Count(reply => reply.Status == HttpStatusCode.Created));
        Assert.Equal(
            900,
            replies.Count(reply => reply.Status == HttpStatusCode.Conflict && reply.Text("code") == "out-of-stock")
        );
        Assert.Equal(0, await Left());
        var unlucky = Array.FindIndex(replies, reply => reply.Status == HttpStatusCode.Conflict);
        Assert.Equal(
            "out-of-stock",
            (await Api.RewardCatalog("credit-city", $"c{unlucky}"))["festival-box"]["whyCode"]!.GetValue<string>()
        );
        await Api.RunJob("HoldRelease");
        Assert.Equal(0, await Left());
    }

    [Fact]
    public async Task What_is_cancelled_reversed_or_not_confirmed_in_time_can_be_had_again()
    {
        var until = DateTimeOffset.Parse(OnSale, null).AddDays(1);
        var memberId = await Citizen("c", 5_000);
        string[] ids =
        [
            (await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box", quantity: 2))).Text(
                "redemptionId"
            ),
            (
                await Api.Redeem(
                    memberId,
                    RedemptionBody("credit-city", "festival-box", holdUntil: until.ToString("O"))
                )
            ).Text("redemptionId"),
            (
                await Api.Redeem(
                    memberId,
                    RedemptionBody("credit-city", "festival-box", holdUntil: until.ToString("O"))
                )
            ).Text("redemptionId"),
            (
                await Api.Redeem(
                    memberId,
                    RedemptionBody("credit-city", "festival-box", holdUntil: until.ToString("O"))
                )
            ).Text("redemptionId"),
        ];
        Assert.Equal(95, await Left());

        await Api.Reverse(memberId, ids[0], "merchant", quantity: 1);
        Assert.Equal(96, await Left());
        await Api.ChangeRedemption(memberId, ids[1], "cancel", await Api.MemberToken(memberId));
        Assert.Equal(97, await Left());
        await Api.ChangeRedemption(memberId, ids[2], "confirm", await Api.MerchantToken("credit-city"));
        await Api.SetClock(until.AddSeconds(1).ToString("O"));
        await Api.RunJob("HoldRelease");
        Assert.Equal(98, await Left());
        await Api.RunJob("HoldRelease");
        Assert.Equal(98, await Left());
    }

    [Fact]
    public async Task A_refund_that_returns_what_paid_for_it_gives_its_piece_back()
    {
        var memberId = await Citizen("c", 800);
        var id = (await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box"))).Text("redemptionId");
        await Api.SetClock("2027-01-21T10:30:00+08:00");
        await Api.RunJob("HoldRelease");
        var purchase = PurchaseBody("credit-city", 10_000, "o", DateTimeOffset.Parse(OnSale, null));
        purchase["redemptionIds"] = new JsonArray(id);
        (await Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);
        Assert.Equal(99, await Left());

        Assert.Equal(
            800,
            (await Api.Refund(memberId, "credit-city", "o", "r", 10_000))
                .Expect(HttpStatusCode.Created)
                .Number("returnedPoints")
        );

        Assert.Equal(100, await Left());
    }

    [Fact]
    public async Task An_ended_hold_that_a_purchase_has_booked_gives_its_piece_back_all_the_same()
    {
        var until = DateTimeOffset.Parse(OnSale, null).AddDays(1);
        var memberId = await Citizen("c", 800);
        await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box", holdUntil: until.ToString("O")));
        await Api.SetClock(until.AddSeconds(1).ToString("O"));
        await Api.EarnPoints(memberId, "credit-city", 10, until);

        await Api.RunJob("HoldRelease");

        Assert.Equal(100, await Left());
    }

    [Fact]
    public async Task Who_cannot_have_it_takes_no_piece_and_a_repeat_takes_no_second()
    {
        var (poor, rich) = (await Citizen("poor", 10), await Citizen("rich", 5_000));

        (await Api.Redeem(poor, RedemptionBody("credit-city", "festival-box"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
        var (first, again) = (
            await Api.Redeem(rich, RedemptionBody("credit-city", "festival-box"), "k"),
            await Api.Redeem(rich, RedemptionBody("credit-city", "festival-box"), "k")
        );

        Assert.Equal(first.Expect(HttpStatusCode.Created) with { Replayed = true }, again);
        Assert.Equal(99, await Left());
    }

    [Fact]
    public async Task More_pieces_than_any_part_of_the_stock_has_are_taken_from_several_or_not_at_all()
    {
        var memberId = await Citizen("c", 500_000);

        (await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box", quantity: 101))).ExpectProblem(
            HttpStatusCode.Conflict,
            "out-of-stock"
        );
        Assert.Equal(100, await Left());
        var all = (await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box", quantity: 100))).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal(0, await Left());
        await Api.Reverse(memberId, all.Text("redemptionId"), "member", quantity: 40);
        Assert.Equal(40, await Left());
        (await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box", quantity: 40))).Expect(
            HttpStatusCode.Created
        );
    }

    [Fact]
    public async Task A_revision_with_more_pieces_adds_them_to_what_is_left()
    {
        var memberId = await Citizen("c", 5_000);
        await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box"));

        (
            await Api.Announce(
                "credit-city",
                "2027-01-21",
                it =>
                    it["rewards"]!
                        .AsArray()
                        .First(reward => reward!["rewardId"]!.GetValue<string>() == "festival-box")!["stock"] = 150
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(149, await Left());
        await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box"));
        Assert.Equal(148, await Left());
    }

    private async Task<long> Left() =>
        (await Api.Send(HttpMethod.Get, "/api/programmes/credit-city/rewards", await Api.OperatorToken()))
            .Expect(HttpStatusCode.OK)
            .Body["items"]!
            .AsArray()
            .Single(item => item!["rewardId"]!.GetValue<string>() == "festival-box")!["stock"]!.GetValue<long>();

    private async Task<string> Citizen(string memberId, long points)
    {
        (
            await Api.Enrol(
                memberId,
                new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("credit-city") }
            )
        ).Expect(HttpStatusCode.Created);
        await Api.EarnPoints(memberId, "credit-city", points, DateTimeOffset.Parse(OnSale, null));
        return memberId;
    }
}
