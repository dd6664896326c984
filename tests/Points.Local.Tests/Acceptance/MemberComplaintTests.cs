using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Members complain about their redemptions and entries, and read the answers.</summary>
public sealed class MemberComplaintTests : IAsyncLifetime
{
    private const string Programme = "fast-food";

    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_member_complains_and_reads_the_answer_of_which_a_notice_tells()
    {
        var (memberId, entryId) = await MemberWithEntry();
        var complaint = (
            await Api.Complain(memberId, ComplaintBody(Programme, "entryId", entryId, "我少了积分"))
        ).Expect(HttpStatusCode.Created);
        var complaintId = complaint.Text("complaintId");
        Assert.Equal(
            ("open", entryId, "我少了积分", "member"),
            (complaint.Text("status"), complaint.Text("entryId"), complaint.Text("text"), complaint.Text("raisedBy"))
        );

        var answered = (await Api.AnswerComplaint(memberId, complaintId, "已为您补上")).Expect(HttpStatusCode.OK);

        Assert.Equal(
            ("answered", "已为您补上", "support"),
            (
                answered.Text("status"),
                (string)answered.Body["answer"]!["text"]!,
                (string)answered.Body["answer"]!["by"]!
            )
        );
        var listed = Assert.Single(await List($"/api/members/{memberId}/complaints", await Api.MemberToken(memberId)));
        Assert.Equal(answered.Body.ToJsonString(), listed.ToJsonString());
        await Api.RunJob("LedgerRelay");
        var notice = Assert.Single(await Api.Inbox(memberId));
        Assert.Equal("complaintAnswered", (string)notice["kind"]!);
        Assert.DoesNotContain("已为您补上", notice.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await List("/api/complaints?state=open", await Api.OperatorToken()));
    }

    [Fact]
    public async Task Repeats_get_the_first_answer_and_other_requests_under_the_same_key_are_refused()
    {
        var (memberId, entryId) = await MemberWithEntry();
        var body = ComplaintBody(Programme, "entryId", entryId);
        var first = (await Api.Complain(memberId, body, "k")).Expect(HttpStatusCode.Created);
        var complaintId = first.Text("complaintId");
        var answer = (await Api.AnswerComplaint(memberId, complaintId, "yes", "a")).Expect(HttpStatusCode.OK);

        var again = await Api.Complain(memberId, body, "k");
        Assert.Equal(first with { Replayed = true }, again);
        (await Api.Complain(memberId, ComplaintBody(Programme, "entryId", entryId, "else"), "k")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused"
        );
        Assert.Equal(answer with { Replayed = true }, await Api.AnswerComplaint(memberId, complaintId, "yes", "a"));
        (await Api.AnswerComplaint(memberId, complaintId, "no", "a")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "idempotency-key-reused"
        );
        (await Api.AnswerComplaint(memberId, complaintId, "yes", "b")).ExpectProblem(
            HttpStatusCode.Conflict,
            "already-settled"
        );
        Assert.Single(await List($"/api/members/{memberId}/complaints", await Api.MemberToken(memberId)));
    }

    [Fact]
    public async Task A_complaint_is_about_something_of_the_member_in_that_programme()
    {
        var (ming, entryId) = await MemberWithEntry();
        var (lan, _) = await MemberWithEntry();
        var meal = (await Api.Redeem(ming, RedemptionBody(Programme, "meal"))).Text("redemptionId");
        (await Api.Complain(ming, ComplaintBody(Programme, "redemptionId", meal))).Expect(HttpStatusCode.Created);

        foreach (
            var (memberId, body) in new[]
            {
                (lan, ComplaintBody(Programme, "entryId", entryId)),
                (lan, ComplaintBody(Programme, "redemptionId", meal)),
                (ming, ComplaintBody(Programme, "entryId", "e-none")),
                (ming, ComplaintBody(Programme, "redemptionId", entryId)),
                (ming, ComplaintBody("no-such", "entryId", entryId)),
            }
        )
            (await Api.Complain(memberId, body)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await Api.Complain(ming, ComplaintBody("hotel", "entryId", entryId))).ExpectProblem(
            HttpStatusCode.Conflict,
            "member-not-enrolled"
        );
        var both = ComplaintBody(Programme, "entryId", entryId);
        both["redemptionId"] = meal;
        (await Api.Complain(ming, both)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "redemptionId");
        (await Api.Complain(ming, ComplaintBody(Programme, "entryId", entryId, new('x', 2_001)))).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "text"
        );
        (
            await Api.Send(
                HttpMethod.Post,
                $"/api/members/{ming}/complaints",
                await Api.MemberToken(ming),
                ComplaintBody(Programme, "entryId", entryId)
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "Idempotency-Key");
    }

    [Fact]
    public async Task A_frozen_member_complains_support_raises_for_a_caller_and_nobody_answers_their_own()
    {
        var (memberId, entryId) = await MemberWithEntry();
        (
            await Api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/freeze",
                await Api.OperatorToken(),
                new JsonObject { ["reason"] = "a check" }
            )
        ).Expect(HttpStatusCode.OK);
        var body = ComplaintBody(Programme, "entryId", entryId);
        (await Api.Complain(memberId, body)).Expect(HttpStatusCode.Created);
        var forCaller = (
            await Api.Complain(memberId, body, token: await Api.CreateToken("mei.chen", "support"))
        ).Expect(HttpStatusCode.Created);
        Assert.Equal("support", forCaller.Text("raisedBy"));

        (
            await Api.AnswerComplaint(
                memberId,
                forCaller.Text("complaintId"),
                "granted",
                token: await Api.CreateToken(memberId, ["member", "operator"])
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "own-request");
        (
            await Api.AnswerComplaint(
                memberId,
                forCaller.Text("complaintId"),
                "x",
                token: await Api.MemberToken(memberId)
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await Api.AnswerComplaint(memberId, "c-none", "x")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Others_see_nothing_and_a_member_has_twenty_open_complaints_at_most()
    {
        var (memberId, entryId) = await MemberWithEntry();
        var body = ComplaintBody(Programme, "entryId", entryId);
        var first = (await Api.Complain(memberId, body)).Text("complaintId");
        for (var number = 1; number < 20; number++)
            (await Api.Complain(memberId, body)).Expect(HttpStatusCode.Created);

        (await Api.Complain(memberId, body)).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
        await Api.AnswerComplaint(memberId, first, "done");
        (await Api.Complain(memberId, body)).Expect(HttpStatusCode.Created);

        var path = $"/api/members/{memberId}/complaints";
        Assert.Equal(21, (await List($"{path}?limit=200", await Api.AuditorToken())).Count);
        foreach (var token in new[] { await Api.MemberToken("other"), await Api.MerchantToken(Programme) })
        {
            (await Api.Send(HttpMethod.Get, path, token)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
            (await Api.Send(HttpMethod.Get, $"{path}/{first}", token)).ExpectProblem(
                HttpStatusCode.Forbidden,
                "forbidden"
            );
            (await Api.Send(HttpMethod.Get, "/api/complaints", token)).ExpectProblem(
                HttpStatusCode.Forbidden,
                "forbidden"
            );
        }
    }

    private async Task<(string MemberId, string EntryId)> MemberWithEntry()
    {
        var memberId = await Api.EnrolNewMemberWithPoints(Programme, 500);
        return (memberId, (string)(await Api.Ledger(memberId, Programme))[0]["entryId"]!);
    }

    private async Task<List<JsonNode>> List(string path, string token) =>
        [
            .. (await Api.Send(HttpMethod.Get, path, token)).Expect(HttpStatusCode.OK).Body["items"]!
                .AsArray()
                .Select(it => it!),
        ];
}
