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
            [(200L, "2029-01-31"), (100L, "2029-02-28")],
            wallet.Body["expiring"]!
                .AsArray()
                .Select(day => (day!["points"]!.GetValue<long>(), day["expiresOn"]!.GetValue<string>()))
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
        var before = (await own.Api.Wallet(memberId, "fast-food")).Body["lots"]!.ToJsonString();

        (await own.Api.Announce("fast-food", "2027-02-10", it => it["validity"]!["months"] = 36)).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal(before, (await own.Api.Wallet(memberId, "fast-food")).Body["lots"]!.ToJsonString());
        await own.Api.EarnPoints(memberId, "fast-food", 10, DateTimeOffset.Parse("2027-02-10T12:00:00+08:00", null));
        Assert.Equal(
            "2030-02-28",
            (await own.Api.Wallet(memberId, "fast-food")).Body["lots"]!.AsArray()[^1]!["expiresOn"]!.GetValue<string>()
        );
    }

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
