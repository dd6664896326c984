using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Limited rewards: never oversold, and returned pieces can be redeemed again.</summary>
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
    public async Task Given_100_pieces_When_1000_members_redeem_at_once_Then_exactly_100_succeed()
    {
        const int Crowd = 1_000;
        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(async worker =>
                {
                    for (var i = worker; i < Crowd; i += 16)
                        await NewMember($"c{i}", 800);
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
        Assert.Equal(0, await PiecesLeft());
        var unlucky = Array.FindIndex(replies, reply => reply.Status == HttpStatusCode.Conflict);
        Assert.Equal(
            "out-of-stock",
            (await Api.RewardCatalog("credit-city", $"c{unlucky}"))["festival-box"]["whyCode"]!.GetValue<string>()
        );
        await Api.RunJob("HoldRelease");
        Assert.Equal(0, await PiecesLeft());
    }

    [Fact]
    public async Task Cancelled_reversed_and_expired_redemptions_return_their_pieces()
    {
        var until = DateTimeOffset.Parse(OnSale, null).AddDays(1);
        var memberId = await NewMember("c", 5_000);
        var hold = RedemptionBody("credit-city", "festival-box", holdUntil: until.ToString("O"));
        var redeemed = await Redeem(memberId, RedemptionBody("credit-city", "festival-box", quantity: 2));
        var cancelled = await Redeem(memberId, hold);
        var confirmed = await Redeem(memberId, hold);
        await Redeem(await NewMember("d", 5_000), hold);
        Assert.Equal(95, await PiecesLeft());

        await Api.Reverse(memberId, redeemed, "merchant", quantity: 1);
        Assert.Equal(96, await PiecesLeft());
        await Api.ChangeRedemption(memberId, cancelled, "cancel", await Api.MemberToken(memberId));
        Assert.Equal(97, await PiecesLeft());
        await Api.ChangeRedemption(memberId, confirmed, "confirm", await Api.MerchantToken("credit-city"));
        await Api.SetClock(until.AddSeconds(1).ToString("O"));
        await Api.RunJob("HoldRelease");
        Assert.Equal(98, await PiecesLeft());
        await Api.RunJob("HoldRelease");
        Assert.Equal(98, await PiecesLeft());
    }

    [Fact]
    public async Task A_refund_that_reverses_a_redemption_returns_its_piece()
    {
        var memberId = await NewMember("c", 800);
        var id = (await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box"))).Text("redemptionId");
        await Api.SetClock("2027-01-21T10:30:00+08:00");
        await Api.RunJob("HoldRelease");
        var purchase = PurchaseBody("credit-city", 10_000, "o", DateTimeOffset.Parse(OnSale, null));
        purchase["redemptionIds"] = new JsonArray(id);
        (await Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);
        Assert.Equal(99, await PiecesLeft());

        Assert.Equal(
            800,
            (await Api.Refund(memberId, "credit-city", "o", "r", 10_000))
                .Expect(HttpStatusCode.Created)
                .Number("returnedPoints")
        );

        Assert.Equal(100, await PiecesLeft());
    }

    [Fact]
    public async Task A_member_cannot_keep_pieces_from_others_by_holding_them()
    {
        var start = DateTimeOffset.Parse(OnSale, null);
        var memberId = await NewMember("hoarder", 80_000);
        var hold = RedemptionBody("credit-city", "festival-box", quantity: 2);
        hold["mode"] = "hold";

        foreach (
            var (field, value, bound) in new (string, JsonNode, string)[]
            {
                ("quantity", 50, "at most 2 of this reward at once"),
                ("holdUntil", $"{start.AddDays(365):O}", "at most 24 hours"),
            }
        )
        {
            var tooMuch = hold.DeepClone().AsObject();
            tooMuch[field] = value;
            var refused = await Api.Redeem(memberId, tooMuch);
            refused.ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
            Assert.Contains(bound, refused.Text("detail"), StringComparison.Ordinal);
        }
        await Redeem(memberId, hold);
        (await Api.Redeem(memberId, hold)).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
        await Api.SetClock(start.AddHours(25).ToString("O"));
        await Api.RunJob("HoldRelease");
        (await Api.Redeem(memberId, hold)).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
        Assert.Equal(100, await PiecesLeft());
        await Redeem(memberId, RedemptionBody("credit-city", "festival-box"));
        await Api.SetClock(start.AddDays(9).ToString("O"));
        await Redeem(memberId, hold);
    }

    [Fact]
    public async Task A_hold_whose_end_a_purchase_has_booked_returns_its_piece()
    {
        var until = DateTimeOffset.Parse(OnSale, null).AddDays(1);
        var memberId = await NewMember("c", 800);
        await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box", holdUntil: until.ToString("O")));
        await Api.SetClock(until.AddSeconds(1).ToString("O"));
        await Api.EarnPoints(memberId, "credit-city", 10, until);

        await Api.RunJob("HoldRelease");

        Assert.Equal(100, await PiecesLeft());
    }

    [Fact]
    public async Task A_refused_redemption_takes_no_piece_and_a_repeat_takes_no_second()
    {
        var (poor, rich) = (await NewMember("poor", 10), await NewMember("rich", 5_000));

        (await Api.Redeem(poor, RedemptionBody("credit-city", "festival-box"))).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
        var (first, again) = (
            await Api.Redeem(rich, RedemptionBody("credit-city", "festival-box"), "k"),
            await Api.Redeem(rich, RedemptionBody("credit-city", "festival-box"), "k")
        );

        Assert.Equal(first.Expect(HttpStatusCode.Created) with { Replayed = true }, again);
        Assert.Equal(99, await PiecesLeft());
    }

    [Fact]
    public async Task More_pieces_than_one_shard_has_are_taken_from_several_shards_or_not_at_all()
    {
        var memberId = await NewMember("c", 500_000);

        (await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box", quantity: 101))).ExpectProblem(
            HttpStatusCode.Conflict,
            "out-of-stock"
        );
        Assert.Equal(100, await PiecesLeft());
        var all = (await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box", quantity: 100))).Expect(
            HttpStatusCode.Created
        );
        Assert.Equal(0, await PiecesLeft());
        await Api.Reverse(memberId, all.Text("redemptionId"), "member", quantity: 40);
        Assert.Equal(40, await PiecesLeft());
        (await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box", quantity: 40))).Expect(
            HttpStatusCode.Created
        );
    }

    [Fact]
    public async Task A_revision_with_more_pieces_adds_them_to_the_pieces_left()
    {
        var memberId = await NewMember("c", 5_000);
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

        Assert.Equal(149, await PiecesLeft());
        await Api.Redeem(memberId, RedemptionBody("credit-city", "festival-box"));
        Assert.Equal(148, await PiecesLeft());
    }

    /// <returns>The id of the new redemption.</returns>
    private async Task<string> Redeem(string memberId, JsonObject body) =>
        (await Api.Redeem(memberId, body)).Text("redemptionId");

    private async Task<long> PiecesLeft() =>
        (await Api.Send(HttpMethod.Get, "/api/programmes/credit-city/rewards", await Api.OperatorToken()))
            .Expect(HttpStatusCode.OK)
            .Body["items"]!
            .AsArray()
            .Single(item => item!["rewardId"]!.GetValue<string>() == "festival-box")!["stock"]!.GetValue<long>();

    private async Task<string> NewMember(string memberId, long points)
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
