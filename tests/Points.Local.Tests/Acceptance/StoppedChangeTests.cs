using System.Net;

namespace Points.Local.Tests.Acceptance;

/// <summary>Announced changes that are postponed, withdrawn or superseded, and who can read their terms.</summary>
public sealed class StoppedChangeTests : TermsChangeHost
{
    [Fact]
    public async Task An_operator_postpones_a_change_and_members_are_notified()
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
        Assert.Equal(1, (await Api.Wallet(ming, Programme)).Revision);
        (await PostRevisionAction(2, "postpone", "2027-07-01")).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
        await Api.SetClock("2027-06-01T00:00:00+08:00");
        Assert.Equal("active", (await Revision(2)).Text("status"));
        (await PostRevisionAction(2, "withdraw")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
    }

    [Fact]
    public async Task A_withdrawn_change_never_takes_effect_and_members_are_notified()
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
    public async Task A_draft_is_withdrawn_without_notices()
    {
        await SubmitRevision(it => it["validity"]!["months"] = 12);
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
    public async Task A_pending_change_that_another_revision_supersedes_is_withdrawn()
    {
        var ming = await Api.EnrolNewMember(Programme);
        await AnnounceShorterValidity("2027-04-01");
        await RunChangeNotices();
        await SubmitRevision(it => it["rewards"]![0]!["price"]!["points"] = 1_500);
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
        Assert.Equal(3, (await Api.Wallet(ming, Programme)).Revision);
    }

    [Fact]
    public async Task A_revision_that_disadvantages_members_only_after_a_pending_change_needs_notice_too()
    {
        // The second revision makes lenses cheaper from April. The third, based on the first, would make them dearer
        // again.
        await SubmitRevision(it => it["rewards"]![0]!["price"]!["points"] = 1_500);
        (await PostRevisionAction(2, "announce", "2027-04-01")).Expect(HttpStatusCode.Accepted);
        await SubmitRevision(it => it["rewards"]![1]!["price"]!["points"] = 2_500);

        (await PostRevisionAction(3, "announce", "2027-04-02")).Expect(HttpStatusCode.Accepted);
        Assert.True((await Revision(3)).Body["needsNotice"]!.GetValue<bool>());
        (await PostRevisionAction(2, "withdraw")).ExpectProblem(HttpStatusCode.Conflict, "followed");
    }

    [Fact]
    public async Task Old_and_new_terms_can_be_read_before_and_after_the_change_but_drafts_cannot()
    {
        await SubmitRevision(it => it["validity"]!["months"] = 12);
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
