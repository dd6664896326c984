using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>In the credit city, every member of grade A gets the festival's coupon without asking, once.</summary>
public sealed class GrantTests : IAsyncLifetime
{
    private const string City = "credit-city";

    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-01-10T12:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task At_the_start_of_the_festival_members_of_grade_A_get_the_coupon_and_are_told_once()
    {
        var (a, b) = (await Join("A"), await Join("B"));
        await Api.SetClock("2027-01-19T23:59:30+08:00");
        await Run();
        Assert.Empty(await Api.Vouchers(a));

        await Api.SetClock("2027-01-20T00:00:00+08:00");
        await Run();
        await Run();

        var coupon = Assert.Single(await Api.Vouchers(a));
        Assert.Equal(
            ("festival-coupon", "usable", 2_000, "2027-02-19"),
            (Text(coupon, "rewardId"), Text(coupon, "state"), (long)coupon["worthFen"]!, Text(coupon, "expiresOn"))
        );
        var notice = Assert.Single(await Api.Inbox(a));
        Assert.Equal("gift", Text(notice, "kind"));
        Assert.Contains("新春20元券", Text(notice, "text"), StringComparison.Ordinal);
        var entry = Assert.Single(await Api.Ledger(a, City));
        Assert.Equal(
            ("grant", 0, Text(coupon, "redemptionId")),
            (Text(entry, "kind"), (long)entry["points"]!, Text(entry, "reference"))
        );
        Assert.Empty(await Api.Vouchers(b));
        Assert.Empty(await Api.Inbox(b));
    }

    [Fact]
    public async Task When_the_clock_is_set_into_the_festival_Then_the_timer_gives_the_coupon()
    {
        await using var timed = await RunningHost.Start(runsTimers: true);
        await timed.Api.SetClock("2027-01-10T12:00:00+08:00");
        var member = await JoinAt(timed.Api, "A");

        await timed.Api.SetClock("2027-01-20T00:00:00+08:00");

        await Eventually.IsTrue(async () => (await timed.Api.Vouchers(member)).Count == 1, "the coupon");
    }

    [Fact]
    public async Task Who_becomes_A_and_who_joins_in_the_festival_get_the_coupon_and_keep_it_when_the_grade_goes()
    {
        var member = await Join("B");
        await Api.SetClock("2027-01-25T12:00:00+08:00");
        await Run();
        Assert.Empty(await Api.Vouchers(member));

        await Put(member, "A", HttpStatusCode.OK);
        var joined = await Join("A");
        await Run();
        await Put(member, "C", HttpStatusCode.OK);
        await Put(member, "A", HttpStatusCode.OK);
        await Run();

        Assert.Equal("usable", Text(Assert.Single(await Api.Vouchers(member)), "state"));
        Assert.Single(await Api.Vouchers(joined));
    }

    [Fact]
    public async Task On_the_last_day_a_missed_grant_is_made_up_for_and_after_it_none_is_given()
    {
        var inTime = await Join("A");
        await Api.SetClock("2027-02-10T23:00:00+08:00");
        await Run();
        Assert.Single(await Api.Vouchers(inTime));

        var late = await Join("A");
        await Api.SetClock("2027-02-11T00:00:00+08:00");
        await Run();

        Assert.Empty(await Api.Vouchers(late));
    }

    [Fact]
    public async Task A_claim_and_a_grant_are_one_coupon_in_either_order()
    {
        var (granted, claimed) = (await Join("A"), await Join("B"));
        await Api.SetClock("2027-01-20T00:05:00+08:00");
        await Run();
        (await Claim(granted)).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
        Assert.Equal("limit-reached", Text((await Api.RewardCatalog(City, granted))["festival-coupon"], "whyCode"));

        await Put(claimed, "A", HttpStatusCode.OK);
        (await Claim(claimed)).Expect(HttpStatusCode.Created);
        await Run();

        Assert.Single(await Api.Vouchers(granted));
        Assert.Single(await Api.Vouchers(claimed));
    }

    [Fact]
    public async Task Frozen_and_unverified_members_get_it_when_they_are_unfrozen_and_verified()
    {
        var (frozen, unverified) = (await Join("A"), $"m-{Guid.NewGuid():N}");
        await Put(unverified, "A", HttpStatusCode.Created, isVerified: false);
        (await Freeze(frozen, "freeze")).Expect(HttpStatusCode.OK);
        await Api.SetClock("2027-01-20T09:00:00+08:00");
        await Run();
        Assert.Empty((await Api.Vouchers(frozen)).Concat(await Api.Vouchers(unverified)));

        await Api.Approve(await Freeze(frozen, "unfreeze"));
        await Put(unverified, "A", HttpStatusCode.OK);
        await Run();

        Assert.Single(await Api.Vouchers(frozen));
        Assert.Single(await Api.Vouchers(unverified));
    }

    [Fact]
    public async Task An_operator_who_takes_a_coupon_back_does_not_make_the_job_give_another()
    {
        var member = await Join("A");
        await Api.SetClock("2027-01-20T09:00:00+08:00");
        await Run();
        var coupon = Assert.Single(await Api.Vouchers(member));

        (await Api.Reverse(member, Text(coupon, "redemptionId"), "member")).Expect(HttpStatusCode.OK);
        await Put(member, "B", HttpStatusCode.OK);
        await Put(member, "A", HttpStatusCode.OK);
        await Run();

        Assert.Equal("returned", Text(Assert.Single(await Api.Vouchers(member)), "state"));
        (await Claim(member)).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
    }

    [Fact]
    public async Task A_refund_of_the_purchase_that_the_coupon_paid_a_part_of_does_not_touch_it()
    {
        var member = await Join("A");
        await Api.SetClock("2027-01-20T09:00:00+08:00");
        await Run();
        var coupon = Assert.Single(await Api.Vouchers(member));
        (await Api.UseVoucher(Text(coupon, "code"), City, 10_000)).Expect(HttpStatusCode.OK);
        var purchase = PurchaseBody(City, 10_000, at: DateTimeOffset.Parse("2027-01-20T09:00:00+08:00", null));
        (purchase["redemptionIds"], purchase["orderId"]) = (new JsonArray(Text(coupon, "redemptionId")), "order-1");
        (await Api.Accrue(member, purchase)).Expect(HttpStatusCode.Created);

        (await Api.Refund(member, City, "order-1", "refund-1", 10_000)).Expect(HttpStatusCode.Created);
        await Run();

        Assert.Equal("used", Text(Assert.Single(await Api.Vouchers(member)), "state"));
        Assert.DoesNotContain(await Api.Ledger(member, City), entry => Text(entry, "kind") == "reversal");
    }

    private Task<Reply> Claim(string memberId) => Api.Redeem(memberId, RedemptionBody(City, "festival-coupon"));

    private Task<Reply> Run() => Api.RunJob("BirthdayGifts");

    private Task<string> Join(string grade) => JoinAt(Api, grade);

    private static async Task<string> JoinAt(Api api, string grade)
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        (await api.Enrol(memberId, Profile(grade, isVerified: true))).Expect(HttpStatusCode.Created);
        return memberId;
    }

    private async Task Put(string memberId, string grade, HttpStatusCode status, bool isVerified = true) =>
        (await Api.Enrol(memberId, Profile(grade, isVerified))).Expect(status);

    private async Task<Reply> Freeze(string memberId, string action) =>
        await Api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/{action}",
            await Api.OperatorToken(),
            new JsonObject { ["reason"] = "test" }
        );

    private static JsonObject Profile(string grade, bool isVerified) =>
        new()
        {
            ["identityVerified"] = isVerified,
            ["creditGrade"] = grade,
            ["programmes"] = new JsonArray(City),
        };

    private static string Text(JsonObject item, string field) => (string)item[field]!;
}
