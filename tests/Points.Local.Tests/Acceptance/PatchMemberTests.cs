using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Members and operators change single fields of a profile. What they do not name stays.</summary>
public sealed class PatchMemberTests(MembersHost host) : IClassFixture<MembersHost>
{
    private Api Api => host.Api;

    [Fact]
    public async Task What_an_operator_does_not_name_stays_in_a_patch_and_in_a_put()
    {
        var memberId = await host.Enrol("1990-05-17", new() { ["personalisation"] = true, ["marketing"] = true });
        await Api.Patch(memberId, """{ "email": "ming@example.cn", "locale": "zh-CN" }""");
        var before = (await Api.Profile(memberId)).Body;

        var put = await Api.Enrol(
            memberId,
            new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("airline") }
        );
        put.Expect(HttpStatusCode.OK);
        (await Api.Enrol(memberId, new() { ["programmes"] = new JsonArray("hotel") })).Expect(HttpStatusCode.OK);
        (
            await Api.Patch(memberId, """{ "programmes": ["green"], "creditGrade": "A" }""", await Api.OperatorToken())
        ).Expect(HttpStatusCode.OK);

        before["programmes"] = new JsonArray("clothing", "airline", "hotel", "green");
        before["creditGrade"] = "A";
        var after = (await Api.Profile(memberId)).Body;
        Assert.True(JsonNode.DeepEquals(before, after), $"expected {before}\nread {after}");
        Assert.Equal(0, (await Api.Wallet(memberId, "green")).Available);
    }

    [Fact]
    public async Task A_member_changes_own_fields_and_null_removes_them()
    {
        var memberId = await host.Enrol("1990-05-17");

        var patched = (
            await Api.Patch(
                memberId,
                """
                { "phone": "+86 139", "email": "ming@example.cn", "locale": "en", "consents": { "marketing": true },
                  "pets": [ { "name": "Rex", "birthday": "2021-03-01" } ] }
                """,
                headers: ("Content-Type", "application/merge-patch+json; charset=utf-8")
            )
        ).Expect(HttpStatusCode.OK);
        Assert.Equal(
            ("+86 139", "ming@example.cn", "en", "Rex"),
            (
                patched.Text("phone"),
                patched.Text("email"),
                patched.Text("locale"),
                (string)patched.Body["pets"]![0]!["name"]!
            )
        );
        Assert.Equal("""{"personalisation":false,"marketing":true}""", patched.Body["consents"]!.ToJsonString());

        var removed = (
            await Api.Patch(
                memberId,
                """{ "phone": null, "email": null, "locale": null, "consents": null, "pets": null }""",
                headers: ("Content-Type", "application/json")
            )
        ).Expect(HttpStatusCode.OK);
        Assert.All(["phone", "email", "locale"], field => Assert.Null(removed.Body[field]));
        Assert.Empty(removed.Body["pets"]!.AsArray());
        Assert.Equal("""{"personalisation":false,"marketing":false}""", removed.Body["consents"]!.ToJsonString());
        Assert.Equal("1990-05-17", removed.Text("birthDate"));
        Assert.Equal("""["staff"]""", removed.Body["groups"]!.ToJsonString());
    }

    [Fact]
    public async Task An_empty_patch_changes_nothing()
    {
        var memberId = await host.Enrol("1990-05-17");
        var before = (await Api.Profile(memberId)).Body;

        Assert.True(JsonNode.DeepEquals(before, (await Api.Patch(memberId, "{}")).Expect(HttpStatusCode.OK).Body));
    }

    [Fact]
    public async Task Patches_of_different_fields_at_the_same_time_all_survive()
    {
        var memberId = await host.Enrol("1990-05-17");
        string[] patches =
        [
            """{ "phone": "+86 139" }""",
            """{ "email": "ming@example.cn" }""",
            """{ "locale": "en" }""",
            """{ "consents": { "personalisation": true } }""",
            """{ "consents": { "marketing": true } }""",
            """{ "pets": [] }""",
        ];

        foreach (var reply in await Task.WhenAll(patches.Select(patch => Api.Patch(memberId, patch))))
            reply.Expect(HttpStatusCode.OK);

        var after = (await Api.Profile(memberId)).Body;
        Assert.Equal(
            ("+86 139", "ming@example.cn", "en"),
            ((string)after["phone"]!, (string)after["email"]!, (string)after["locale"]!)
        );
        Assert.Equal("""{"personalisation":true,"marketing":true}""", after["consents"]!.ToJsonString());
        Assert.Empty(after["pets"]!.AsArray());
    }

    [Theory]
    [InlineData("""{ "birthDate": "1950-01-01" }""", "birthDate")]
    [InlineData("""{ "birthDate": null, "phone": "1" }""", "birthDate")]
    [InlineData("""{ "identityVerified": true, "creditGrade": "A" }""", "identityVerified", "creditGrade")]
    [InlineData("""{ "programmes": ["airline"], "groups": [], "phone": "x" }""", "programmes", "groups")]
    public async Task A_member_may_not_change_what_decides_their_benefits(string patch, params string[] fields)
    {
        var memberId = await host.Enrol("1990-05-17");
        var before = await Api.Profile(memberId);

        (await Api.Patch(memberId, patch)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden", fields);

        Assert.Equal(
            (before.Raw, before.ETag),
            ((await Api.Profile(memberId)).Raw, (await Api.Profile(memberId)).ETag)
        );
    }

    [Theory]
    [InlineData("""{ "identityVerified": null, "programmes": null }""", "identityVerified", "programmes")]
    [InlineData("""{ "familyId": "f", "frozen": false, "memberId": "m" }""", "familyId", "frozen", "memberId")]
    [InlineData(
        """{ "consents": { "telephone": true, "marketing": "no" } }""",
        "consents.telephone",
        "consents.marketing"
    )]
    [InlineData("""{ "consents": { "textVersion": "2027-01" } }""", "consents.textVersion")]
    [InlineData("""{ "consents": { "guardian": true } }""", "consents.guardian")]
    [InlineData("""{ "consents": { "marketing": true, "guardian": true } }""", "consents.guardian")]
    [InlineData("""{ "pets": [ { "name": "Rex" } ] }""", "pets[0].birthday")]
    [InlineData("""{ "email": "ming" }""", "email")]
    [InlineData("""{ "email": "a@b@example.cn" }""", "email")]
    [InlineData("""{ "email": "ming @example.cn" }""", "email")]
    [InlineData("""{ "email": "" }""", "email")]
    [InlineData("""{ "email": 7 }""", "email")]
    [InlineData("""[ { "op": "remove", "path": "/phone" } ]""", "$")]
    [InlineData("null", "$")]
    [InlineData("", "$")]
    public async Task A_patch_that_is_not_valid_is_refused_by_name(string patch, params string[] fields)
    {
        var memberId = await host.Enrol("1990-05-17");

        (await Api.Patch(memberId, patch, await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            fields
        );
    }

    [Theory]
    [InlineData("application/json-patch+json")]
    [InlineData("text/plain")]
    [InlineData("nonsense")]
    public async Task Another_kind_of_patch_is_refused(string type) =>
        (await Api.Patch(await host.Enrol("1990-05-17"), "{}", token: null, ("Content-Type", type))).ExpectProblem(
            HttpStatusCode.UnsupportedMediaType,
            "unsupported-media-type"
        );

    [Theory]
    [InlineData("application/merge-patch+json; charset=utf-8")]
    [InlineData("Application/JSON")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_merge_patch_may_say_its_kind_or_what_curl_says_by_itself(string type) =>
        (await Api.Patch(await host.Enrol("1990-05-17"), "{}", token: null, ("Content-Type", type))).Expect(
            HttpStatusCode.OK
        );

    [Fact]
    public async Task Only_the_member_and_operators_may_patch()
    {
        var memberId = await host.Enrol("1990-05-17");
        const string Patch = """{ "locale": "en" }""";

        foreach (
            var token in new[]
            {
                await Api.MemberToken("another"),
                await Api.MerchantToken("clothing"),
                await Api.AuditorToken(),
            }
        )
            (await Api.Patch(memberId, Patch, token)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await Api.Patch("nobody", Patch)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await Api.Patch("nobody", Patch, await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await Api.Patch("a b", Patch, await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "memberId"
        );
        (await Api.Patch(memberId, """{ "programmes": ["nothing"] }""", await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
    }

    [Fact]
    public async Task A_new_member_needs_what_was_needed_before() =>
        (await Api.Enrol("nobody", new() { ["programmes"] = new JsonArray("airline") })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "identityVerified"
        );

    [Fact]
    public async Task The_profile_shows_when_a_changed_birthday_counts()
    {
        var memberId = await host.Enrol("1990-05-17");
        Assert.Null((await Api.Profile(memberId)).Body["changedBirthdays"]);

        (await Api.Patch(memberId, """{ "birthDate": "1990-12-25" }""", await Api.OperatorToken())).Expect(
            HttpStatusCode.OK
        );
        (await Api.Patch(memberId, """{ "pets": [ { "name": "Mimi", "birthday": "2020-03-01" } ] }""")).Expect(
            HttpStatusCode.OK
        );

        var changed = (await Api.Profile(memberId)).Body["changedBirthdays"]!.AsArray();
        Assert.Equal(
            ["birthday 05-17 until", "birthday 12-25 from", "pet-birthday 02-29 until", "pet-birthday 03-01 from"],
            changed
                .Select(it => $"{it!["kind"]} {it["day"]} {(it["countsFrom"] is null ? "until" : "from")}")
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            changed,
            it =>
                Assert.StartsWith(
                    "2027-12-31",
                    (string)(it!["countsFrom"] ?? it["countsUntil"])!,
                    StringComparison.Ordinal
                )
        );
    }
}
