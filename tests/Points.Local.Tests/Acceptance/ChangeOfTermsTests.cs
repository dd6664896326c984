using System.Net;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// A change that disadvantages members takes effect only thirty days after all of them were notified (law L2).
/// </summary>
public sealed class ChangeOfTermsTests : TermsChangeHost
{
    [Fact]
    public async Task Given_everyone_notified_Then_the_change_takes_effect_at_midnight_thirty_days_later()
    {
        var (ming, hua) = (await Api.EnrolNewMember(Programme), await Api.EnrolNewMember(Programme));
        await Api.EarnPoints(ming, Programme, 100, Now);
        await AnnounceShorterValidity("2027-04-01");
        Assert.Equal(
            """{"affected":2,"notified":0,"earliestEffectiveOn":"2027-04-01"}""",
            (await Revision(2)).Body["notice"]!.ToJsonString()
        );

        await RunChangeNotices();

        var revision = await Revision(2);
        Assert.Equal(
            ("announced", "2027-04-01", 2L, 2L, "2027-04-01"),
            (
                revision.Text("status"),
                revision.Text("effectiveOn"),
                revision.Body["notice"]!["affected"]!.GetValue<long>(),
                revision.Body["notice"]!["notified"]!.GetValue<long>(),
                revision.Body["notice"]!["earliestEffectiveOn"]!.GetValue<string>()
            )
        );
        Assert.Equal(
            DateTimeOffset.Parse("2027-04-01T00:00:00+08:00", null),
            revision.Body["effectiveFrom"]!.GetValue<DateTimeOffset>()
        );
        Assert.True(
            revision.Body["notice"]!["lastNotifiedAt"]!.GetValue<DateTimeOffset>()
                >= DateTimeOffset.Parse("2027-03-01T12:00:00+08:00", null)
        );
        var notice = Assert.Single(await Inbox(hua))!;
        Assert.Contains("12", notice.ToJsonString(), StringComparison.Ordinal);
        await Api.RunJob("ChangeNotices");
        Assert.Single(await Inbox(hua));

        await Api.SetClock("2027-03-31T23:59:50+08:00");
        Assert.Equal(1, (await Api.Wallet(ming, Programme)).Revision);
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        Assert.Equal(
            ("active", "superseded"),
            ((await Revision(2)).Text("status"), (await Revision(1)).Text("status"))
        );

        // Points earned before keep their last day; points earned now last a year.
        await Api.EarnPoints(ming, Programme, 10, Now);
        Assert.Equal(["2028-04-30", "2029-03-31"], await LotExpiryDays(ming));
        await Api.SetClock("2027-04-01T00:10:00+08:00");
        await Api.RunJob("ActivateRevisions");
        Assert.Equal(["2028-04-30", "2029-03-31"], await LotExpiryDays(ming));
    }

    [Fact]
    public async Task Terms_for_earned_points_let_them_expire_sooner_but_not_within_thirty_days_of_the_notice()
    {
        var (ming, hua) = (await Api.EnrolNewMember(Programme), await Api.EnrolNewMember(Programme));
        await Api.EarnPoints(ming, Programme, 100, Now);
        await Api.SetClock("2028-04-01T12:00:00+08:00");
        await Api.EarnPoints(ming, Programme, 10, Now);
        await AnnounceShorterValidity("2028-05-02", appliesToEarned: true);
        await RunChangeNotices();
        await Api.SetClock("2028-04-20T12:00:00+08:00");
        var enrolledLater = await Api.EnrolNewMember(Programme);
        await Api.EarnPoints(enrolledLater, Programme, 5, Now);

        await Api.SetClock("2028-05-01T23:59:50+08:00");
        Assert.Equal(["2029-03-31", "2030-04-30"], await LotExpiryDays(ming));
        await Api.SetClock("2028-05-02T00:00:00+08:00");

        // No job has run yet. A year from March 2027 is over, so the last day is the one on which the terms change.
        Assert.Equal(["2028-05-02", "2029-04-30"], await LotExpiryDays(ming));
        Assert.Equal(["2029-04-30"], await LotExpiryDays(enrolledLater));
        Assert.Empty(await LotExpiryDays(hua));
        Assert.Empty(await Inbox(enrolledLater));

        await Api.SetClock("2028-05-02T00:10:00+08:00");
        await Api.RunJob("ActivateRevisions");
        await Api.RunJob("ActivateRevisions");
        var entry = (await Api.Ledger(ming, Programme))[^1];
        Assert.Equal(
            ("redating", 0L, "2", 110L),
            (
                entry["kind"]!.GetValue<string>(),
                entry["points"]!.GetValue<long>(),
                entry["reference"]!.GetValue<string>(),
                entry["balanceAfter"]!.GetValue<long>()
            )
        );
        Assert.Equal(["2028-05-02", "2029-04-30"], await LotExpiryDays(ming));
        await Api.SetClock("2028-05-03T00:00:00+08:00");
        await Api.RunJob("ExpirySweep");
        Assert.Equal(10, (await Api.Wallet(ming, Programme)).Available);
    }

    [Fact]
    public async Task A_refund_after_the_change_takes_points_from_the_lot_of_the_order()
    {
        var ming = await Api.EnrolNewMember(Programme);
        var order = await Api.EarnPoints(ming, Programme, 100, Now);
        await AnnounceShorterValidity("2027-04-01", appliesToEarned: true);
        await RunChangeNotices();
        await Api.SetClock("2027-04-01T12:00:00+08:00");
        await Api.EarnPoints(ming, Programme, 10, Now);

        (await Api.Refund(ming, Programme, order, "r-1", 10_000)).Expect(HttpStatusCode.Created);

        Assert.Equal(["2028-04-30"], await LotExpiryDays(ming));
        Assert.Equal(10, (await Api.Wallet(ming, Programme)).Available);
    }

    [Theory]
    [InlineData("2027-03-01T23:59:30+08:00", "announced", "2027-04-01")]
    [InlineData("2027-03-02T00:00:00+08:00", "postponed", "2027-04-02")]
    public async Task Thirty_days_are_counted_to_the_second_from_the_last_notice(
        string notifiedAt,
        string status,
        string effectiveOn
    )
    {
        var ming = await Api.EnrolNewMember(Programme);
        await AnnounceShorterValidity("2027-04-01");
        // The clock keeps running, so set to midnight it is a moment later already.
        await Api.SetClock(notifiedAt);
        await Api.RunJob("ChangeNotices");
        await Api.RunJob("ChangeNotices");

        var revision = await Revision(2);
        Assert.Equal((status, effectiveOn), (revision.Text("status"), revision.Text("effectiveOn")));
        Assert.Equal(status == "postponed" ? 2 : 1, (await Inbox(ming)).Count);
        await Api.SetClock("2027-04-01T12:00:00+08:00");
        Assert.Equal(status == "postponed" ? 1 : 2, (await Api.Wallet(ming, Programme)).Revision);
    }

    [Fact]
    public async Task Given_a_day_that_comes_before_everyone_is_notified_Then_it_is_postponed_and_members_are_notified()
    {
        var ming = await Api.EnrolNewMember(Programme);
        await AnnounceShorterValidity("2027-04-01");
        await Api.SetClock("2027-04-05T12:00:00+08:00");
        Assert.Equal("postponed", (await Revision(2)).Text("status"));
        await Api.RunJob("ActivateRevisions");

        await Api.RunJob("ChangeNotices");
        await Api.RunJob("ChangeNotices");

        Assert.Equal(
            ("postponed", "2027-05-06"),
            ((await Revision(2)).Text("status"), (await Revision(2)).Text("effectiveOn"))
        );
        Assert.Equal(
            ["postponed", "change"],
            (await Inbox(ming)).Select(notice => notice!["kind"]!.GetValue<string>())
        );
        await Api.SetClock("2027-05-06T00:00:00+08:00");
        Assert.Equal("active", (await Revision(2)).Text("status"));
    }
}
