using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Consents are kept with their time, the text's version and who gave them.</summary>
public sealed class ConsentTests(MembersHost host) : IClassFixture<MembersHost>
{
    private const string Child = "2015-05-17";

    private Api Api => host.Api;

    [Fact]
    public async Task Each_change_is_listed_newest_first_with_who_gave_it()
    {
        var memberId = await host.Enrol(
            "1990-05-17",
            new()
            {
                ["personalisation"] = true,
                ["marketing"] = false,
                ["textVersion"] = "2027-01",
            }
        );
        await Api.Patch(memberId, """{ "consents": { "marketing": true, "textVersion": "2027-02" } }""");
        await Api.Patch(memberId, """{ "consents": { "marketing": true } }""");
        await Api.Patch(memberId, """{ "consents": { "personalisation": null } }""");

        var items = await host.ReadConsents(memberId);
        Assert.Equal(
            ["personalisation false  member", "marketing true 2027-02 member", "personalisation true 2027-01 operator"],
            items.Select(it => $"{it!["purpose"]} {it["given"]} {it["textVersion"]} {it["by"]}")
        );
        Assert.All(items, it => Assert.StartsWith("2027-12-01T04:00:", (string)it!["at"]!, StringComparison.Ordinal));
        Assert.Equal(
            """{"personalisation":"withdrawn","marketing":"given"}""",
            (await Api.Profile(memberId)).Body["consentStates"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task The_list_has_pages_and_few_items_however_often_a_consent_changes()
    {
        var memberId = await host.Enrol("1990-05-17");
        for (var i = 0; i < 30; i++)
            (
                await Api.Patch(
                    memberId,
                    $$"""{ "consents": { "marketing": {{(i % 2 > 0 ? "false" : "true")}}, "textVersion": "v{{i}}" } }"""
                )
            ).Expect(HttpStatusCode.OK);

        var (versions, cursor, token) = (new List<string>(), "", await Api.AuditorToken());
        do
        {
            var page = await Api.Send(HttpMethod.Get, $"/api/members/{memberId}/consents?limit=10{cursor}", token);
            versions.AddRange(page.Body["items"]!.AsArray().Select(it => (string)it!["textVersion"]!));
            cursor = page.Body["next"] is { } next ? $"&cursor={next}" : null;
        } while (cursor is not null);

        Assert.Equal([.. Enumerable.Range(6, 24).Reverse().Select(i => $"v{i}"), "v0"], versions);
    }

    [Fact]
    public async Task Merchants_and_other_members_do_not_see_consents()
    {
        var path = $"/api/members/{await host.Enrol("1990-05-17")}/consents";

        (await Api.Send(HttpMethod.Get, path, await Api.MerchantToken("clothing"))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await Api.Send(HttpMethod.Get, path, await Api.MemberToken("another"))).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        (await Api.Send(HttpMethod.Get, path, await Api.OperatorToken())).Expect(HttpStatusCode.OK);
        (await Api.Send(HttpMethod.Get, "/api/members/nobody/consents", await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await Api.Send(HttpMethod.Get, $"{path}?limit=0", await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "limit"
        );
    }

    [Fact]
    public async Task Under_14_only_a_guardian_gives_a_consent()
    {
        var memberId = await host.Enrol(Child, new() { ["personalisation"] = false, ["marketing"] = false });
        const string Own = """{ "consents": { "personalisation": true } }""";

        (await Api.Patch(memberId, Own)).ExpectProblem(HttpStatusCode.Conflict, "guardian-needed");
        (await Api.Patch(memberId, Own, await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.Conflict,
            "guardian-needed"
        );
        (
            await Api.Enrol(
                $"m-{Guid.NewGuid():N}",
                new()
                {
                    ["birthDate"] = Child,
                    ["identityVerified"] = true,
                    ["consents"] = new JsonObject { ["personalisation"] = true, ["marketing"] = true },
                }
            )
        ).ExpectProblem(HttpStatusCode.Conflict, "guardian-needed");
        Assert.Empty(await host.ReadConsents(memberId));

        var given = (
            await Api.Patch(
                memberId,
                """{ "consents": { "personalisation": true, "textVersion": "2027-01", "guardian": true } }"""
            )
        ).Expect(HttpStatusCode.OK);
        Assert.True((bool)given.Body["consents"]!["personalisation"]!);
        Assert.Equal("guardian", (string)Assert.Single(await host.ReadConsents(memberId))!["by"]!);
        (await Api.Patch(memberId, """{ "consents": { "personalisation": false } }""")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_corrected_birth_date_ends_the_consent_of_a_child_and_deletes_their_purchase_history()
    {
        var memberId = await host.Enrol("1990-05-17", new() { ["personalisation"] = true });
        Assert.Equal(100 + 2000, await EarnByDresses(memberId));

        (await Api.Patch(memberId, $$"""{ "birthDate": "{{Child}}" }""", await Api.OperatorToken())).Expect(
            HttpStatusCode.OK
        );
        var shown = (await Api.Profile(memberId)).Body;
        Assert.False((bool)shown["consents"]!["personalisation"]!);
        Assert.Equal("needsGuardian", (string)shown["consentStates"]!["personalisation"]!);
        Assert.Equal(100 + 1000, await EarnByDresses(memberId));

        // The history of the time without consent was never stored.
        (await Api.Patch(memberId, """{ "consents": { "personalisation": true, "guardian": true } }""")).Expect(
            HttpStatusCode.OK
        );
        Assert.Equal(1000, await Earn(memberId, 1, 100_000));
        Assert.Equal(100 + 2000, await EarnByDresses(memberId));
    }

    /// <summary>Twenty dresses for ¥100 in all, then one for ¥1,000: it earns twice if the first ones count.</summary>
    private async Task<long> EarnByDresses(string memberId) =>
        await Earn(memberId, 20, 500) + await Earn(memberId, 1, 100_000);

    private async Task<long> Earn(string memberId, int dresses, long amountFen)
    {
        var purchase = Api.PurchaseBody("clothing", 1, at: DateTimeOffset.Parse(MembersHost.Now, null));
        purchase["lines"] = new JsonArray([
            .. Enumerable
                .Range(0, dresses)
                .Select(i => new JsonObject
                {
                    ["sku"] = $"sku-{i}",
                    ["category"] = "dress",
                    ["amountFen"] = amountFen,
                }),
        ]);
        return (await Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created).Number("points");
    }
}
