using System.Net;

namespace Points.Local.Tests.Acceptance;

/// <summary>A change that was announced and is put off, taken back or overtaken; and what can be read of it meanwhile.</summary>
public sealed class StoppedChangeTests : TermsChangeHost
{
    [Fact]
    public async Task An_operator_puts_a_change_off_and_members_hear_of_it()
    {
        var ming = await Api.EnrolNewMember(Programme);
        await AnnounceShorterValidity("2027-04-01");
        await RunChangeNotices();

        (await PostRevisionAction(2, "postpone", "2027-03-20")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "effectiveOn"
        );
        Assert.Equal(
            "postponed",
            (await PostRevisionAction(2, "postpone", "2027-06-01")).Expect(HttpStatusCode.Accepted).Text("status")
        );
        (await PostRevisionAction(2, "postpone", "2027-06-01")).Expect(HttpStatusCode.Accepted);
        await RunChangeNotices();

        Assert.Equal(
            ["postponed", "change"],
            (await Inbox(ming)).Select(notice => notice!["kind"]!.GetValue<string>())
        );
        await Api.SetClock("2027-05-31T23:59:50+08:00");
        Assert.Equal(1, (await Api.Wallet(ming, Programme)).Number("revision"));
        (await PostRevisionAction(2, "postpone", "2027-07-01")).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
        await Api.SetClock("2027-06-01T00:00:00+08:00");
        Assert.Equal("active", (await Revision(2)).Text("status"));
        (await PostRevisionAction(2, "withdraw")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
    }

    [Fact]
    public async Task A_change_that_is_withdrawn_never_comes_and_members_hear_of_it()
    {
        var ming = await Api.EnrolNewMember(Programme);
        await AnnounceShorterValidity("2027-04-01");
        await RunChangeNotices();
        Assert.Equal("withdrawn", (await PostRevisionAction(2, "withdraw")).Expect(HttpStatusCode.OK).Text("status"));
        (await PostRevisionAction(2, "withdraw")).Expect(HttpStatusCode.OK);
        await RunChangeNotices();

        Assert.Equal(
            ["withdrawn", "change"],
            (await Inbox(ming)).Select(notice => notice!["kind"]!.GetValue<string>())
        );
        await Api.SetClock("2027-04-02T12:00:00+08:00");
        Assert.Equal(("withdrawn", "active"), ((await Revision(2)).Text("status"), (await Revision(1)).Text("status")));
        (await PostRevisionAction(2, "announce", "2027-06-01")).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
        (await PostRevisionAction(2, "postpone", "2027-06-01")).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
    }

    [Fact]
    public async Task A_draft_is_just_withdrawn_and_nobody_hears_of_it()
    {
        await Submit(it => it["validity"]!["months"] = 12);
        (await PostRevisionAction(2, "postpone", "2027-06-01")).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");

        Assert.Equal("withdrawn", (await PostRevisionAction(2, "withdraw")).Expect(HttpStatusCode.OK).Text("status"));

        Assert.Equal(0, (await Revision(2)).Body["notice"]!["affected"]!.GetValue<long>());
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (
                await Api.Send(
                    HttpMethod.Post,
                    $"/api/programmes/{Programme}/revisions/2/withdraw",
                    await Api.AuditorToken()
                )
            ).Status
        );
    }

    [Fact]
    public async Task A_pending_change_that_another_revision_overtakes_is_withdrawn()
    {
        var ming = await Api.EnrolNewMember(Programme);
        await AnnounceShorterValidity("2027-04-01");
        await RunChangeNotices();
        await Submit(it => it["rewards"]![0]!["price"]!["points"] = 1_500);
        (await PostRevisionAction(3, "announce", "2027-03-01")).Expect(HttpStatusCode.OK);
        (await PostRevisionAction(2, "postpone", "2027-06-01")).ExpectProblem(HttpStatusCode.Conflict, "followed");

        await Api.RunJob("ActivateRevisions");
        await RunChangeNotices();

        Assert.Equal("withdrawn", (await Revision(2)).Text("status"));
        Assert.Equal(
            ["withdrawn", "change"],
            (await Inbox(ming)).Select(notice => notice!["kind"]!.GetValue<string>())
        );
        await Api.SetClock("2027-04-02T12:00:00+08:00");
        Assert.Equal(3, (await Api.Wallet(ming, Programme)).Number("revision"));
    }

    [Fact]
    public async Task What_hurts_after_a_change_to_come_needs_notice_too()
    {
        // The second revision makes lenses cheaper from April, and the third, made from the first, would make them dearer again.
        await Submit(it => it["rewards"]![0]!["price"]!["points"] = 1_500);
        (await PostRevisionAction(2, "announce", "2027-04-01")).Expect(HttpStatusCode.Accepted);
        await Submit(it => it["rewards"]![1]!["price"]!["points"] = 2_500);

        (await PostRevisionAction(3, "announce", "2027-04-02")).Expect(HttpStatusCode.Accepted);
        Assert.True((await Revision(3)).Body["needsNotice"]!.GetValue<bool>());
        (await PostRevisionAction(2, "withdraw")).ExpectProblem(HttpStatusCode.Conflict, "followed");
    }

    [Fact]
    public async Task Both_terms_can_be_read_before_and_after_and_drafts_cannot()
    {
        await Submit(it => it["validity"]!["months"] = 12);
        Assert.Equal(HttpStatusCode.NotFound, (await Terms("?revision=2")).Status);
        (await PostRevisionAction(2, "announce", "2027-04-01")).Expect(HttpStatusCode.Accepted);

        Assert.Contains("12个月", (await Terms("?revision=2")).Expect(HttpStatusCode.OK).Raw, StringComparison.Ordinal);
        Assert.Equal("拟自2027年4月1日起生效", (await Terms("?revision=2")).Text("standing"));
        Assert.Contains("24个月", (await Terms("?revision=1")).Expect(HttpStatusCode.OK).Raw, StringComparison.Ordinal);
        Assert.Equal((await Terms("?revision=1")).Raw, (await Terms("")).Raw);
        await RunChangeNotices();
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        Assert.Equal((await Terms("?revision=2")).Raw, (await Terms("")).Raw);
        Assert.Contains("24个月", (await Terms("?revision=1")).Expect(HttpStatusCode.OK).Raw, StringComparison.Ordinal);
        Assert.Equal("已不再生效", (await Terms("?revision=1")).Text("standing"));
        (await Terms("?revision=9")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await Terms("?revision=x")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "revision");
    }
}
