using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>What one operator asks for waits for another, who approves or rejects it. Nobody does both.</summary>
public sealed class ApprovalTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start(configure: it => it with { Settings = AcceptanceHost.HighLimits });
        await Api.SetClock("2027-03-01T10:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_freeze_is_lifted_when_a_second_operator_approves_it()
    {
        var memberId = await FrozenMember();

        var asked = (await Unfreeze(memberId)).Expect(HttpStatusCode.Accepted);
        Assert.Equal(("unfreezing", "waiting"), (asked.Text("kind"), asked.Text("status")));
        Assert.True(await IsFrozen(memberId));

        var decided = (await Api.Decide(asked.Text("approvalId"), "approve", "called the member")).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal(("done", "called the member"), (decided.Text("status"), decided.Text("note")));
        Assert.Equal(("ops", "ops-2"), (Person(decided, "requestedBy"), Person(decided, "decidedBy")));
        Assert.Equal(200, (int)decided.Body["answer"]!["status"]!);
        Assert.False(await IsFrozen(memberId));
    }

    [Fact]
    public async Task Nobody_approves_or_rejects_what_they_asked_for_themselves()
    {
        var memberId = await FrozenMember();
        var approval = (await Unfreeze(memberId)).Text("approvalId");

        foreach (var decision in (string[])["approve", "reject"])
            (await Api.Decide(approval, decision, "mine", await Api.OperatorToken())).ExpectProblem(
                HttpStatusCode.Forbidden,
                "own-request"
            );
        Assert.True(await IsFrozen(memberId));
    }

    [Theory]
    [InlineData("support")]
    [InlineData("finance")]
    [InlineData("auditor")]
    public async Task Only_operators_decide(string role)
    {
        var approval = (await Unfreeze(await FrozenMember())).Text("approvalId");

        (await Api.Decide(approval, "approve", "mine", await Api.CreateToken("somebody", role))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
    }

    [Fact]
    public async Task The_same_request_again_waits_in_the_same_place_and_runs_once()
    {
        var memberId = await FrozenMember();
        var first = (await Unfreeze(memberId)).Text("approvalId");
        Assert.Equal(first, (await Unfreeze(memberId)).Text("approvalId"));

        var decisions = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Api.Decide(first, "approve", "together"))
        );

        Assert.All(decisions, it => Assert.Equal("done", it.Expect(HttpStatusCode.OK).Text("status")));
        Assert.False(await IsFrozen(memberId));
        // The member is frozen again: that it was lifted once lifts nothing now.
        await Freeze(memberId);
        Assert.Equal("done", (await Api.Decide(first, "approve", "again")).Expect(HttpStatusCode.OK).Text("status"));
        Assert.True(await IsFrozen(memberId));
        Assert.NotEqual(first, (await Unfreeze(memberId)).Text("approvalId"));
    }

    [Fact]
    public async Task What_was_rejected_is_not_done_and_can_be_asked_for_again()
    {
        var memberId = await FrozenMember();
        var first = (await Unfreeze(memberId)).Text("approvalId");

        Assert.Equal("rejected", (await Api.Decide(first, "reject", "still stolen")).Text("status"));

        (await Api.Decide(first, "approve", "fine")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");
        Assert.True(await IsFrozen(memberId));
        await Api.Approve(await Unfreeze(memberId));
        Assert.False(await IsFrozen(memberId));
    }

    [Fact]
    public async Task Nobody_can_approve_after_two_weeks()
    {
        var memberId = await FrozenMember();
        var approval = (await Unfreeze(memberId)).Text("approvalId");
        await Api.SetClock("2027-03-15T11:00:00+08:00");

        (await Api.Decide(approval, "approve", "fine")).ExpectProblem(HttpStatusCode.Conflict, "already-settled");

        Assert.True(await IsFrozen(memberId));
        Assert.Contains(approval, await List("expired"));
        Assert.DoesNotContain(approval, await List("waiting"));
    }

    [Fact]
    public async Task The_list_has_what_waits_newest_first_and_in_pages()
    {
        var asked = new List<string>();
        for (var i = 0; i < 5; i++)
            asked.Add((await Unfreeze(await FrozenMember())).Text("approvalId"));
        (await Api.Decide(asked[1], "reject", "no")).Expect(HttpStatusCode.OK);

        Assert.Equal([asked[4], asked[3], asked[2], asked[0]], (await List("waiting")).Take(4));
        Assert.Equal([asked[1]], await List("rejected"));
        var page = await Get("/api/approvals?limit=2");
        Assert.Equal([asked[4], asked[3]], Ids(page));
        Assert.Equal([asked[2], asked[1]], Ids(await Get($"/api/approvals?limit=2&cursor={page.Text("next")}")));
        (await Get("/api/approvals?state=lost")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task Support_sees_what_it_asked_for_and_not_what_others_did()
    {
        var (mine, others) = (await Api.CreateToken("help", "support"), await Api.CreateToken("help-2", "support"));
        var approval = (await Unfreeze(await FrozenMember(), mine)).Text("approvalId");

        (await Api.Send(HttpMethod.Get, $"/api/approvals/{approval}", mine)).Expect(HttpStatusCode.OK);
        (await Api.Send(HttpMethod.Get, $"/api/approvals/{approval}", others)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
    }

    [Fact]
    public async Task A_member_who_is_not_frozen_needs_no_approval()
    {
        var memberId = await Api.EnrolNewMember("fast-food");

        Assert.False((bool)(await Unfreeze(memberId)).Expect(HttpStatusCode.OK).Body["frozen"]!);
        (await Unfreeze("m-nobody")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    private async Task<string> FrozenMember()
    {
        var memberId = await Api.EnrolNewMember("fast-food");
        await Freeze(memberId);
        return memberId;
    }

    private async Task Freeze(string memberId) =>
        (await Post($"/api/members/{memberId}/freeze", "stolen phone", await Api.OperatorToken())).Expect(
            HttpStatusCode.OK
        );

    private async Task<Reply> Unfreeze(string memberId, string? token = null) =>
        await Post($"/api/members/{memberId}/unfreeze", "found again", token ?? await Api.OperatorToken());

    private Task<Reply> Post(string path, string reason, string token) =>
        Api.Send(HttpMethod.Post, path, token, new JsonObject { ["reason"] = reason });

    private async Task<bool> IsFrozen(string memberId) =>
        (bool)(await Get($"/api/members/{memberId}")).Expect(HttpStatusCode.OK).Body["frozen"]!;

    private async Task<Reply> Get(string path) => await Api.Send(HttpMethod.Get, path, await Api.OperatorToken());

    private async Task<IReadOnlyList<string>> List(string state) =>
        Ids((await Get($"/api/approvals?state={state}")).Expect(HttpStatusCode.OK));

    private static IReadOnlyList<string> Ids(Reply page) =>
        [.. page.Body["items"]!.AsArray().Select(it => (string)it!["approvalId"]!)];

    private static string Person(Reply approval, string field) => (string)approval.Body[field]!["subject"]!;
}
