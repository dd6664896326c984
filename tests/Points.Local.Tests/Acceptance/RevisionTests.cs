using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>An operator submits revisions of a programme and announces them.</summary>
public sealed class RevisionTests : RevisionHost
{
    [Fact]
    public async Task A_change_that_disadvantages_nobody_takes_effect_at_once()
    {
        var document = await Document("fast-food");
        document["earning"]!["base"]![0]!["pointsPerYuan"] = 2;

        var draft = (await Submit("fast-food", document)).Expect(HttpStatusCode.Created);
        Assert.Equal(
            (2, "draft", false),
            (draft.Number("revision"), draft.Text("status"), draft.Body["needsNotice"]!.GetValue<bool>())
        );
        Assert.Equal(
            """[{"path":"earning.base[base].pointsPerYuan","from":1,"to":2,"effect":"favourable"}]""",
            draft.Body["changes"]!.ToJsonString()
        );
        Assert.Equal(50, await Earned("fast-food"));

        Assert.Equal("active", (await Announce("fast-food", 2, "2027-03-01")).Expect(HttpStatusCode.OK).Text("status"));
        Assert.Equal(100, await Earned("fast-food"));
        Assert.Equal("superseded", (await Revision("fast-food", 1)).Text("status"));
        (await Announce("fast-food", 2, "2027-03-01")).Expect(HttpStatusCode.OK);
        (await Announce("fast-food", 2, "2027-03-02")).ExpectProblem(HttpStatusCode.Conflict, "already-announced");
    }

    [Fact]
    public async Task A_revision_announced_for_a_day_takes_effect_when_the_day_begins()
    {
        var document = await Document("fruit-shop");
        document["rewards"]![0]!["price"]!["points"] = 450;
        var number = (await Submit("fruit-shop", document)).Number("revision");

        Assert.Equal(
            "announced",
            (await Announce("fruit-shop", number, "2027-03-05")).Expect(HttpStatusCode.Accepted).Text("status")
        );
        await Api.SetClock("2027-03-04T23:59:50+08:00");
        Assert.Equal("announced", (await Revision("fruit-shop", number)).Text("status"));
        await Api.SetClock("2027-03-05T00:00:00+08:00");
        Assert.Equal("active", (await Revision("fruit-shop", number)).Text("status"));
    }

    [Fact]
    public async Task A_change_that_disadvantages_members_needs_thirty_days_notice()
    {
        var document = await Document("optician");
        document["validity"]!["months"] = 12;
        var draft = await Submit("optician", document);
        Assert.True(draft.Body["needsNotice"]!.GetValue<bool>());
        Assert.Equal("adverse", draft.Body["changes"]![0]!["effect"]!.GetValue<string>());

        // Thirty days from now, noon, are over at noon of 31 March. The first day that begins after that is 1 April.
        var early = (await Announce("optician", 2, "2027-03-31")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "notice-period"
        );
        Assert.Equal("2027-04-01", early.Text("earliestEffectiveOn"));
        Assert.Equal(
            "announced",
            (await Announce("optician", 2, "2027-04-01")).Expect(HttpStatusCode.Accepted).Text("status")
        );

        // Nobody has been notified, so it must not take effect.
        await Api.SetClock("2027-04-02T12:00:00+08:00");
        Assert.Equal("postponed", (await Revision("optician", 2)).Text("status"));
        Assert.Equal("active", (await Revision("optician", 1)).Text("status"));
    }

    [Fact]
    public async Task A_new_programme_starts_with_its_first_revision()
    {
        var document = await Document("fast-food");
        document["programmeId"] = "noodle-bar";
        (await Submit("noodle-bar", document)).Expect(HttpStatusCode.Created);
        (
            await Api.Enrol(
                "early-bird",
                new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("noodle-bar") }
            )
        ).ExpectProblem(HttpStatusCode.NotFound, "not-found");

        (await Announce("noodle-bar", 1, "2027-03-01")).Expect(HttpStatusCode.OK);

        (
            await Api.Enrol(
                "early-bird",
                new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("noodle-bar") }
            )
        ).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_revision_in_force_cannot_be_announced_again()
    {
        (await Announce("green", 1, "2027-03-01")).ExpectProblem(HttpStatusCode.Conflict, "already-announced");
        Assert.Equal("active", (await Revision("green", 1)).Text("status"));
    }

    [Fact]
    public async Task An_older_draft_cannot_follow_a_later_revision()
    {
        var document = await Document("hotel");
        await Submit("hotel", document);
        await Submit("hotel", document);
        (await Announce("hotel", 3, "2027-03-01")).Expect(HttpStatusCode.OK);

        (await Announce("hotel", 2, "2027-03-01")).ExpectProblem(HttpStatusCode.Conflict, "superseded");
    }

    [Fact]
    public async Task Revisions_submitted_concurrently_get_different_numbers()
    {
        var document = await Document("airline");

        var drafts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Submit("airline", document)));

        Assert.Equal(
            Enumerable.Range(2, 10).Select(n => (long)n),
            drafts.Select(draft => draft.Number("revision")).Order()
        );
    }

    [Fact]
    public async Task Operators_change_programmes_auditors_read_and_nobody_else_may()
    {
        var document = await Document("green");
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await Api.Send(HttpMethod.Post, "/api/programmes/green/revisions", null, document)).Status
        );
        (
            await Api.Send(HttpMethod.Post, "/api/programmes/green/revisions", await Api.AuditorToken(), document)
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await Api.Send(HttpMethod.Get, "/api/programmes/green/revisions/1", await Api.AuditorToken())).Expect(
            HttpStatusCode.OK
        );
        (await Api.Send(HttpMethod.Get, "/api/programmes/green/revisions/1", await Api.MemberToken("m"))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await Api.Send(HttpMethod.Get, "/api/programmes/green/revisions/9", await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await Api.Send(HttpMethod.Get, "/api/programmes/green/revisions/x", await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "number"
        );
        (await Submit("hotel", document)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "programmeId");
        (await Announce("green", 9, "2027-03-01")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }
}
