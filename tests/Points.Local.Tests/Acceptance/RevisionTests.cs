using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>How operators change a programme: submit, look at what changes, announce; and what they may not publish.</summary>
public sealed class RevisionTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock("2027-03-01T12:00:00+08:00");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_change_that_hurts_nobody_counts_at_once()
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
    public async Task One_announced_for_a_day_counts_from_its_first_instant()
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
    public async Task A_change_that_hurts_needs_thirty_days_notice_to_the_minute()
    {
        var document = await Document("optician");
        document["validity"]!["months"] = 12;
        var draft = await Submit("optician", document);
        Assert.True(draft.Body["needsNotice"]!.GetValue<bool>());
        Assert.Equal("adverse", draft.Body["changes"]![0]!["effect"]!.GetValue<string>());

        // It is noon: thirty days from now is the noon of the 31st, and the first day after that the 1st.
        var early = (await Announce("optician", 2, "2027-03-31")).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "notice-period"
        );
        Assert.Equal("2027-04-01", early.Text("earliestEffectiveOn"));
        Assert.Equal(
            "announced",
            (await Announce("optician", 2, "2027-04-01")).Expect(HttpStatusCode.Accepted).Text("status")
        );

        // Nobody has been notified: it must not come into force by itself.
        await Api.SetClock("2027-04-02T12:00:00+08:00");
        Assert.Equal("postponed", (await Revision("optician", 2)).Text("status"));
        Assert.Equal("active", (await Revision("optician", 1)).Text("status"));
    }

    [Fact]
    public async Task A_new_programme_begins_with_its_first_revision()
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
    public async Task What_is_in_force_cannot_be_announced_anew()
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
    public async Task Revisions_submitted_at_once_have_numbers_of_their_own()
    {
        var document = await Document("airline");

        var drafts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Submit("airline", document)));

        Assert.Equal(
            Enumerable.Range(2, 10).Select(n => (long)n),
            drafts.Select(draft => draft.Number("revision")).Order()
        );
    }

    [Fact]
    public async Task A_ticket_that_is_worse_for_points_than_for_cash_is_refused()
    {
        var document = await Document("scenic-spots");
        document["rewards"]![0]!["restrictions"]!["admission"]!["to"] = "12:00";

        (await Submit("scenic-spots", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "rewards[0].restrictions.admission"
        );
    }

    [Fact]
    public async Task A_card_gives_no_large_gift_no_points_without_spending_and_no_money()
    {
        var document = await Document("bank-card");
        document["actions"]![0]!["points"] = 101;
        (await Submit("bank-card", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "actions[0].points"
        );

        document["rewards"]![0]!["kind"] = "prepaid-card";
        (await Submit("bank-card", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "prohibited-reward",
            "actions[0].points",
            "rewards[0].kind"
        );

        document["colour"] = "red";
        (await Submit("bank-card", document)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "actions[0].points",
            "rewards[0].kind",
            "colour"
        );
    }

    [Fact]
    public async Task Without_licence_filings_and_budget_nothing_is_published()
    {
        var document = await Document("green");
        document["issuer"]!.AsObject().Remove("telecomLicence");
        document["issuer"]!["filings"]!.AsArray().RemoveAt(0);
        document.Remove("budget");

        (await Submit("green", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "issuer.telecomLicence",
            "issuer.filings",
            "budget"
        );
    }

    [Fact]
    public async Task Before_it_is_announced_a_draft_can_be_tried_on_real_orders()
    {
        var (dresser, other) = (await Api.EnrolNewMember("clothing"), await Api.EnrolNewMember("clothing"));
        await Api.Accrue(dresser, Bought("dress", 10_000));
        await Api.Accrue(dresser, Bought("dress", 5_000));
        await Api.Accrue(other, Bought("jeans", 10_000));
        await Api.Accrue(await Api.EnrolNewMember("clothing"), Bought("socks", 1_000));
        var document = await Document("clothing");
        document["earning"]!["base"] = JsonNode.Parse(
            """[ { "id": "dress", "pointsPerYuan": 2, "when": { "categories": ["dress"] } }, { "id": "jeans", "pointsPerYuan": 0.5, "when": { "categories": ["jeans"] } }, { "id": "base", "pointsPerYuan": 1 } ]"""
        );
        await Submit("clothing", document);

        var report = (
            await Api.Send(
                HttpMethod.Post,
                "/api/programmes/clothing/revisions/2/simulate",
                await Api.AuditorToken(),
                new JsonObject()
            )
        ).Expect(HttpStatusCode.OK);

        Assert.Equal(
            """{"orders":4,"active":{"revision":1,"points":260,"costFen":260},"draft":{"revision":2,"points":360,"costFen":360},"membersBetter":1,"membersWorse":1,"membersSame":1}""",
            report.Raw
        );
        Assert.Equal(
            report.Raw,
            (
                await Api.Send(
                    HttpMethod.Post,
                    "/api/programmes/clothing/revisions/2/simulate",
                    await Api.OperatorToken()
                )
            ).Raw
        );
        (
            await Api.Send(
                HttpMethod.Post,
                "/api/programmes/clothing/revisions/9/simulate",
                await Api.OperatorToken(),
                new JsonObject()
            )
        ).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (
            await Api.Send(
                HttpMethod.Post,
                "/api/programmes/clothing/revisions/2/simulate",
                await Api.OperatorToken(),
                new JsonObject { ["orders"] = 0 }
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "orders");

        static JsonObject Bought(string category, long fen)
        {
            var purchase = Tests.Api.PurchaseBody(
                "clothing",
                fen,
                at: DateTimeOffset.Parse("2027-03-01T12:00:00+08:00", null)
            );
            purchase["lines"]![0]!["category"] = category;
            return purchase;
        }
    }

    [Fact]
    public async Task Operators_change_programmes_auditors_look_and_nobody_else_does_either()
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

    private async Task<JsonObject> Document(string programmeId) =>
        (await Revision(programmeId, 1)).Body["document"]!.AsObject();

    private async Task<Reply> Revision(string programmeId, long number) =>
        (
            await Api.Send(
                HttpMethod.Get,
                $"/api/programmes/{programmeId}/revisions/{number}",
                await Api.OperatorToken()
            )
        ).Expect(HttpStatusCode.OK);

    private async Task<Reply> Submit(string programmeId, JsonObject document) =>
        await Api.Send(
            HttpMethod.Post,
            $"/api/programmes/{programmeId}/revisions",
            await Api.OperatorToken(),
            document
        );

    private async Task<Reply> Announce(string programmeId, long number, string effectiveOn) =>
        await Api.Send(
            HttpMethod.Post,
            $"/api/programmes/{programmeId}/revisions/{number}/announce",
            await Api.OperatorToken(),
            new JsonObject { ["effectiveOn"] = effectiveOn }
        );

    private async Task<long> Earned(string programmeId) =>
        (
            await Api.Accrue(
                await Api.EnrolNewMember(programmeId),
                Api.PurchaseBody(programmeId, 5_000, at: DateTimeOffset.Parse("2027-03-01T12:00:00+08:00", null))
            )
        ).Number("points");
}
