using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>A change that hurts members: told to everyone, thirty days ahead, and never otherwise (law L2).</summary>
public sealed class ChangeOfTermsTests : IAsyncLifetime
{
    private const string Programme = "optician";
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-01T12:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Everyone_is_told_and_thirty_days_later_it_counts_from_midnight()
    {
        var (ming, hua) = (await Api.Enrolled(Programme), await Api.Enrolled(Programme));
        await Api.Fund(ming, Programme, 100, Now);
        await Shorten("2027-04-01");
        Assert.Equal("""{"affected":2,"notified":0,"earliestEffectiveOn":"2027-04-01"}""", (await Revision(2)).Body["notice"]!.ToJsonString());

        await TellAll();

        var revision = await Revision(2);
        Assert.Equal(("announced", "2027-04-01", 2L, 2L, "2027-04-01"), (
            revision.Text("status"), revision.Text("effectiveOn"), revision.Body["notice"]!["affected"]!.GetValue<long>(), revision.Body["notice"]!["notified"]!.GetValue<long>(),
            revision.Body["notice"]!["earliestEffectiveOn"]!.GetValue<string>()));
        Assert.Equal(DateTimeOffset.Parse("2027-04-01T00:00:00+08:00", null), revision.Body["effectiveFrom"]!.GetValue<DateTimeOffset>());
        Assert.True(revision.Body["notice"]!["lastNotifiedAt"]!.GetValue<DateTimeOffset>() >= DateTimeOffset.Parse("2027-03-01T12:00:00+08:00", null));
        var notice = Assert.Single(await Inbox(hua))!;
        Assert.Contains("12", notice.ToJsonString(), StringComparison.Ordinal);
        await Api.RunJob("ChangeNotices");
        Assert.Single(await Inbox(hua));

        await Api.SetClock("2027-03-31T23:59:50+08:00");
        Assert.Equal(1, (await Api.Wallet(ming, Programme)).Number("revision"));
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        Assert.Equal(("active", "superseded"), ((await Revision(2)).Text("status"), (await Revision(1)).Text("status")));

        // What was earned before keeps its day, what is earned now lasts a year.
        await Api.Fund(ming, Programme, 10, Now);
        Assert.Equal(["2028-04-30", "2029-03-31"], await Days(ming));
        await Api.SetClock("2027-04-01T00:10:00+08:00");
        await Api.RunJob("ActivateRevisions");
        Assert.Equal(["2028-04-30", "2029-03-31"], await Days(ming));
    }

    [Fact]
    public async Task Points_that_members_have_end_sooner_only_where_it_says_so_and_not_within_thirty_days_of_the_notice()
    {
        var (ming, hua) = (await Api.Enrolled(Programme), await Api.Enrolled(Programme));
        await Api.Fund(ming, Programme, 100, Now);
        await Api.SetClock("2028-04-01T12:00:00+08:00");
        await Api.Fund(ming, Programme, 10, Now);
        await Shorten("2028-05-02", appliesToEarned: true);
        await TellAll();
        await Api.SetClock("2028-04-20T12:00:00+08:00");
        var late = await Api.Enrolled(Programme);
        await Api.Fund(late, Programme, 5, Now);

        await Api.SetClock("2028-05-01T23:59:50+08:00");
        Assert.Equal(["2029-03-31", "2030-04-30"], await Days(ming));
        await Api.SetClock("2028-05-02T00:00:00+08:00");

        // No job has come by. A year from March 2027 is over: what is left is the day on which the terms change.
        Assert.Equal(["2028-05-02", "2029-04-30"], await Days(ming));
        Assert.Equal(["2029-04-30"], await Days(late));
        Assert.Empty(await Days(hua));
        Assert.Empty(await Inbox(late));

        await Api.SetClock("2028-05-02T00:10:00+08:00");
        await Api.RunJob("ActivateRevisions");
        await Api.RunJob("ActivateRevisions");
        var entry = (await Api.Ledger(ming, Programme))[^1];
        Assert.Equal(("redating", 0L, "2", 110L), (entry["kind"]!.GetValue<string>(), entry["points"]!.GetValue<long>(), entry["reference"]!.GetValue<string>(), entry["balanceAfter"]!.GetValue<long>()));
        Assert.Equal(["2028-05-02", "2029-04-30"], await Days(ming));
        await Api.SetClock("2028-05-03T00:00:00+08:00");
        await Api.RunJob("ExpirySweep");
        Assert.Equal(10, (await Api.Wallet(ming, Programme)).Available);
    }

    [Fact]
    public async Task A_refund_after_the_change_takes_back_from_the_orders_own_lot()
    {
        var ming = await Api.Enrolled(Programme);
        var order = await Api.Fund(ming, Programme, 100, Now);
        await Shorten("2027-04-01", appliesToEarned: true);
        await TellAll();
        await Api.SetClock("2027-04-01T12:00:00+08:00");
        await Api.Fund(ming, Programme, 10, Now);

        (await Api.Refund(ming, Programme, order, "r-1", 10_000)).Expect(HttpStatusCode.Created);

        Assert.Equal(["2028-04-30"], await Days(ming));
        Assert.Equal(10, (await Api.Wallet(ming, Programme)).Available);
    }

    [Theory]
    [InlineData("2027-03-01T23:59:30+08:00", "announced", "2027-04-01")]
    [InlineData("2027-03-02T00:00:00+08:00", "postponed", "2027-04-02")]
    public async Task Thirty_days_are_counted_to_the_second_from_the_last_notice(string told, string status, string effectiveOn)
    {
        var ming = await Api.Enrolled(Programme);
        await Shorten("2027-04-01");
        // The clock ticks on: at midnight it is a moment after it already.
        await Api.SetClock(told);
        await Api.RunJob("ChangeNotices");
        await Api.RunJob("ChangeNotices");

        var revision = await Revision(2);
        Assert.Equal((status, effectiveOn), (revision.Text("status"), revision.Text("effectiveOn")));
        Assert.Equal(status == "postponed" ? 2 : 1, (await Inbox(ming)).Count);
        await Api.SetClock("2027-04-01T12:00:00+08:00");
        Assert.Equal(status == "postponed" ? 1 : 2, (await Api.Wallet(ming, Programme)).Number("revision"));
    }

    [Fact]
    public async Task A_day_that_comes_before_everyone_is_told_is_put_off_and_that_is_told_too()
    {
        var ming = await Api.Enrolled(Programme);
        await Shorten("2027-04-01");
        await Api.SetClock("2027-04-05T12:00:00+08:00");
        Assert.Equal("postponed", (await Revision(2)).Text("status"));
        await Api.RunJob("ActivateRevisions");

        await Api.RunJob("ChangeNotices");
        await Api.RunJob("ChangeNotices");

        Assert.Equal(("postponed", "2027-05-06"), ((await Revision(2)).Text("status"), (await Revision(2)).Text("effectiveOn")));
        Assert.Equal(["postponed", "change"], (await Inbox(ming)).Select(notice => notice!["kind"]!.GetValue<string>()));
        await Api.SetClock("2027-05-06T00:00:00+08:00");
        Assert.Equal("active", (await Revision(2)).Text("status"));
    }

    [Fact]
    public async Task An_operator_puts_a_change_off_and_members_hear_of_it()
    {
        var ming = await Api.Enrolled(Programme);
        await Shorten("2027-04-01");
        await TellAll();

        (await Change(2, "postpone", "2027-03-20")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "effectiveOn");
        Assert.Equal("postponed", (await Change(2, "postpone", "2027-06-01")).Expect(HttpStatusCode.Accepted).Text("status"));
        (await Change(2, "postpone", "2027-06-01")).Expect(HttpStatusCode.Accepted);
        await TellAll();

        Assert.Equal(["postponed", "change"], (await Inbox(ming)).Select(notice => notice!["kind"]!.GetValue<string>()));
        await Api.SetClock("2027-05-31T23:59:50+08:00");
        Assert.Equal(1, (await Api.Wallet(ming, Programme)).Number("revision"));
        (await Change(2, "postpone", "2027-07-01")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
        await Api.SetClock("2027-06-01T00:00:00+08:00");
        Assert.Equal("active", (await Revision(2)).Text("status"));
        (await Change(2, "withdraw")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
    }

    [Fact]
    public async Task A_change_that_is_withdrawn_never_comes_and_members_hear_of_it()
    {
        var ming = await Api.Enrolled(Programme);
        await Shorten("2027-04-01");
        await TellAll();
        Assert.Equal("withdrawn", (await Change(2, "withdraw")).Expect(HttpStatusCode.OK).Text("status"));
        (await Change(2, "withdraw")).Expect(HttpStatusCode.OK);
        await TellAll();

        Assert.Equal(["withdrawn", "change"], (await Inbox(ming)).Select(notice => notice!["kind"]!.GetValue<string>()));
        await Api.SetClock("2027-04-02T12:00:00+08:00");
        Assert.Equal(("withdrawn", "active"), ((await Revision(2)).Text("status"), (await Revision(1)).Text("status")));
        (await Change(2, "announce", "2027-06-01")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
        (await Change(2, "postpone", "2027-06-01")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
    }

    [Fact]
    public async Task A_draft_is_just_withdrawn_and_nobody_hears_of_it()
    {
        await Submit(it => it["validity"]!["months"] = 12);
        (await Change(2, "postpone", "2027-06-01")).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");

        Assert.Equal("withdrawn", (await Change(2, "withdraw")).Expect(HttpStatusCode.OK).Text("status"));

        Assert.Equal(0, (await Revision(2)).Body["notice"]!["affected"]!.GetValue<long>());
        Assert.Equal(HttpStatusCode.Forbidden, (await Api.Send(HttpMethod.Post, $"/api/programmes/{Programme}/revisions/2/withdraw", await Api.Auditor())).Status);
    }

    [Fact]
    public async Task A_pending_change_that_another_revision_overtakes_is_withdrawn()
    {
        var ming = await Api.Enrolled(Programme);
        await Shorten("2027-04-01");
        await TellAll();
        await Submit(it => it["rewards"]![0]!["price"]!["points"] = 1_500);
        (await Change(3, "announce", "2027-03-01")).Expect(HttpStatusCode.OK);
        (await Change(2, "postpone", "2027-06-01")).ExpectProblem(HttpStatusCode.Conflict, "followed");

        await Api.RunJob("ActivateRevisions");
        await TellAll();

        Assert.Equal("withdrawn", (await Revision(2)).Text("status"));
        Assert.Equal(["withdrawn", "change"], (await Inbox(ming)).Select(notice => notice!["kind"]!.GetValue<string>()));
        await Api.SetClock("2027-04-02T12:00:00+08:00");
        Assert.Equal(3, (await Api.Wallet(ming, Programme)).Number("revision"));
    }

    [Fact]
    public async Task What_hurts_after_a_change_to_come_needs_notice_too()
    {
        // The second revision makes lenses cheaper from April, and the third, made from the first, would make them dearer again.
        await Submit(it => it["rewards"]![0]!["price"]!["points"] = 1_500);
        (await Change(2, "announce", "2027-04-01")).Expect(HttpStatusCode.Accepted);
        await Submit(it => it["rewards"]![1]!["price"]!["points"] = 2_500);

        (await Change(3, "announce", "2027-04-02")).Expect(HttpStatusCode.Accepted);
        Assert.True((await Revision(3)).Body["needsNotice"]!.GetValue<bool>());
        (await Change(2, "withdraw")).ExpectProblem(HttpStatusCode.Conflict, "followed");
    }

    [Fact]
    public async Task Both_terms_can_be_read_before_and_after_and_drafts_cannot()
    {
        await Submit(it => it["validity"]!["months"] = 12);
        Assert.Equal(HttpStatusCode.NotFound, (await Terms("?revision=2")).Status);
        (await Change(2, "announce", "2027-04-01")).Expect(HttpStatusCode.Accepted);

        Assert.Contains("12个月", (await Terms("?revision=2")).Expect(HttpStatusCode.OK).Raw, StringComparison.Ordinal);
        Assert.Equal("拟自2027年4月1日起生效", (await Terms("?revision=2")).Text("standing"));
        Assert.Contains("24个月", (await Terms("?revision=1")).Expect(HttpStatusCode.OK).Raw, StringComparison.Ordinal);
        Assert.Equal((await Terms("?revision=1")).Raw, (await Terms("")).Raw);
        await TellAll();
        await Api.SetClock("2027-04-01T00:00:00+08:00");
        Assert.Equal((await Terms("?revision=2")).Raw, (await Terms("")).Raw);
        Assert.Contains("24个月", (await Terms("?revision=1")).Expect(HttpStatusCode.OK).Raw, StringComparison.Ordinal);
        Assert.Equal("已不再生效", (await Terms("?revision=1")).Text("standing"));
        (await Terms("?revision=9")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await Terms("?revision=x")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "revision");
    }

    private DateTimeOffset Now => _host.Clock.GetUtcNow();

    /// <summary>Tells everyone, and again when it is certain that nobody enrolled unseen.</summary>
    private async Task TellAll()
    {
        await Api.RunJob("ChangeNotices");
        await Api.SetClock(Now.AddMinutes(2).ToString("O"));
        await Api.RunJob("ChangeNotices");
    }

    private async Task Shorten(string effectiveOn, bool appliesToEarned = false)
    {
        await Submit(it =>
        {
            it["validity"]!["months"] = 12;
            if (appliesToEarned) it["validity"]!["appliesToEarned"] = true;
        });
        Assert.Equal("announced", (await Change(2, "announce", effectiveOn)).Expect(HttpStatusCode.Accepted).Text("status"));
    }

    private async Task Submit(Action<JsonObject> change)
    {
        var document = (await Revision(1)).Body["document"]!.AsObject();
        change(document);
        (await Api.Send(HttpMethod.Post, $"/api/programmes/{Programme}/revisions", await Api.Operator(), document)).Expect(HttpStatusCode.Created);
    }

    private async Task<Reply> Change(int number, string what, string? effectiveOn = null) => await Api.Send(
        HttpMethod.Post, $"/api/programmes/{Programme}/revisions/{number}/{what}", await Api.Operator(), effectiveOn is null ? null : new JsonObject { ["effectiveOn"] = effectiveOn });

    private async Task<Reply> Revision(int number) => (await Api.Send(HttpMethod.Get, $"/api/programmes/{Programme}/revisions/{number}", await Api.Operator())).Expect(HttpStatusCode.OK);

    private Task<Reply> Terms(string query) => Api.Send(HttpMethod.Get, $"/api/programmes/{Programme}/terms{query}", null);

    private async Task<JsonArray> Inbox(string memberId) => (await Api.Send(HttpMethod.Get, $"/local/inbox?memberId={memberId}", null)).Expect(HttpStatusCode.OK).Body["items"]!.AsArray();

    private async Task<IEnumerable<string>> Days(string memberId) =>
        (await Api.Wallet(memberId, Programme)).Body["lots"]!.AsArray().Select(lot => lot!["expiresOn"]!.GetValue<string>());
}
