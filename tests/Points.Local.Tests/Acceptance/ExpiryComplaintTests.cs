using System.Net;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Common complaints about how loyalty systems let points expire: none of them happens here.</summary>
public sealed class ExpiryComplaintTests
{
    [Fact]
    public async Task Points_that_expire_first_are_spent_first()
    {
        await using var own = await RunningHost.Start();
        var memberId = await MemberWithTwoLots(own.Api);

        await own.Api.Redeem(memberId, RedemptionBody("fast-food", "meal"));
        await own.Api.SetClock("2029-02-01T00:00:00+08:00");

        Assert.Equal(100, (await own.Api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task All_expiring_lots_are_shown_not_only_the_next()
    {
        await using var own = await RunningHost.Start();
        var memberId = await MemberWithTwoLots(own.Api);

        var wallet = await own.Api.Wallet(memberId, "fast-food");

        Assert.Equal(
            [(200, new DateOnly(2029, 1, 31)), (100, new DateOnly(2029, 2, 28))],
            wallet.Expiring.Select(day => (day.Points, day.ExpiresOn))
        );
    }

    [Fact]
    public async Task A_redemption_can_be_reversed_after_more_than_three_months()
    {
        await using var own = await RunningHost.Start();
        var memberId = await MemberWithTwoLots(own.Api);
        var id = (await own.Api.Redeem(memberId, RedemptionBody("fast-food", "meal"))).Text("redemptionId");
        await own.Api.SetClock("2028-12-01T12:00:00+08:00");

        Assert.Equal(300, (await own.Api.Reverse(memberId, id, "member")).Expect(HttpStatusCode.OK).Available);
    }

    [Fact]
    public async Task A_change_of_validity_does_not_change_the_expiry_of_earned_points()
    {
        await using var own = await RunningHost.Start();
        var memberId = await MemberWithTwoLots(own.Api);
        var before = await ExpiryDays(own.Api, memberId);

        (await own.Api.Announce("fast-food", "2027-02-10", it => it["validity"]!["months"] = 36)).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal(before, await ExpiryDays(own.Api, memberId));
        await own.Api.EarnPoints(memberId, "fast-food", 10, DateTimeOffset.Parse("2027-02-10T12:00:00+08:00", null));
        Assert.Equal(new DateOnly(2030, 2, 28), (await ExpiryDays(own.Api, memberId))[^1]);
    }

    private static async Task<DateOnly?[]> ExpiryDays(Api api, string memberId) =>
        [.. (await api.Wallet(memberId, "fast-food")).Lots.Select(lot => lot.ExpiresOn)];

    /// <summary>Enrols a member with 200 points earned in January 2027 and 100 earned in February.</summary>
    private static async Task<string> MemberWithTwoLots(Api api)
    {
        var memberId = await api.EnrolNewMember("fast-food");
        await api.SetClock("2027-01-10T12:00:00+08:00");
        await api.EarnPoints(memberId, "fast-food", 200, DateTimeOffset.Parse("2027-01-10T12:00:00+08:00", null));
        await api.SetClock("2027-02-10T12:00:00+08:00");
        await api.EarnPoints(memberId, "fast-food", 100, DateTimeOffset.Parse("2027-02-10T12:00:00+08:00", null));
        return memberId;
    }
}
