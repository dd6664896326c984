using System.Net;
using System.Text;

namespace Points.Local.Tests.Acceptance;

/// <summary>Writes that name the version they replace change nothing else.</summary>
public sealed class VersionedWritesTests(MembersHost host) : IClassFixture<MembersHost>
{
    private const string Patch = """{ "locale": "en" }""";

    private Api Api => host.Api;

    [Fact]
    public async Task Each_answer_with_a_profile_has_its_version()
    {
        var memberId = await host.Enrol("1990-05-17");
        var read = await Api.Profile(memberId);
        var patched = (await Api.Patch(memberId, Patch, token: null, ("If-Match", read.ETag!))).Expect(
            HttpStatusCode.OK
        );
        var put = (await Put(memberId, """{ "phone": "139" }""", ("If-Match", $"\"other\", {patched.ETag}"))).Expect(
            HttpStatusCode.OK
        );

        Assert.Equal((await Api.Profile(memberId)).ETag, put.ETag);
        Assert.Equal(3, new[] { read.ETag, patched.ETag, put.ETag }.Distinct().Count(it => it!.StartsWith('"')));
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("W/{0}")]
    [InlineData("\"\"")]
    public async Task Another_version_is_not_replaced(string tags)
    {
        var memberId = await host.Enrol("1990-05-17");
        var before = await Api.Profile(memberId);
        tags = tags.Replace("{0}", before.ETag, StringComparison.Ordinal);

        (await Api.Patch(memberId, Patch, token: null, ("If-Match", tags))).ExpectProblem(
            HttpStatusCode.PreconditionFailed,
            "version-mismatch"
        );
        (await Put(memberId, Patch, ("If-Match", tags))).ExpectProblem(
            HttpStatusCode.PreconditionFailed,
            "version-mismatch"
        );

        var after = await Api.Profile(memberId);
        Assert.Equal((before.Raw, before.ETag), (after.Raw, after.ETag));
    }

    [Theory]
    [InlineData("If-Match", "")]
    [InlineData("If-Match", "unquoted")]
    [InlineData("If-Match", "\"open")]
    [InlineData("If-Match", "*, \"a\"")]
    [InlineData("If-None-Match", "\"a\"")]
    public async Task A_header_that_cannot_be_read_is_named(string name, string value)
    {
        var memberId = await host.Enrol("1990-05-17");

        (await Api.Patch(memberId, Patch, token: null, (name, value))).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            name
        );
        (await Put(memberId, Patch, (name, value))).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", name);
    }

    [Fact]
    public async Task A_star_means_any_version_or_none()
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        const string Profile = """{ "identityVerified": true }""";

        (await Put(memberId, Profile, ("If-Match", "*"))).ExpectProblem(
            HttpStatusCode.PreconditionFailed,
            "version-mismatch"
        );
        (await Put(memberId, Profile, ("If-None-Match", "*"))).Expect(HttpStatusCode.Created);
        (await Put(memberId, Profile, ("If-None-Match", "*"))).ExpectProblem(
            HttpStatusCode.PreconditionFailed,
            "already-exists"
        );
        (await Put(memberId, Profile, ("If-Match", "*"))).Expect(HttpStatusCode.OK);
        (await Api.Patch(memberId, Patch, token: null, ("If-Match", "*"))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_writers_with_the_same_version_one_succeeds()
    {
        var memberId = await host.Enrol("1990-05-17");
        var read = (await Api.Profile(memberId)).ETag!;

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i => Api.Patch(memberId, $$"""{ "phone": "13{{i}}" }""", token: null, ("If-Match", read)))
        );

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.OK);
        Assert.Equal(7, replies.Count(reply => reply.Status == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task A_revision_is_changed_only_in_the_version_that_was_read()
    {
        var programme = "/api/programmes/fruit-shop/revisions";
        var operators = await Api.OperatorToken();
        var document = (await Api.Send(HttpMethod.Get, $"{programme}/1", operators)).Body["document"]!;
        document["rewards"]![0]!["price"]!["points"] = 450;
        var draft = (await Api.Send(HttpMethod.Post, programme, operators, document)).Expect(HttpStatusCode.Created);
        var revision = $"{programme}/{draft.Number("revision")}";
        Assert.Equal(draft.ETag, (await Api.Send(HttpMethod.Get, revision, operators)).ETag);

        var day = """{ "effectiveOn": "2028-01-15" }""";
        (await Change("announce", day, "\"other\"")).ExpectProblem(
            HttpStatusCode.PreconditionFailed,
            "version-mismatch"
        );
        (await Change("announce", day, "odd")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "If-Match");
        await Api.Approve(await Change("announce", day, draft.ETag!));
        var announced = await Api.Send(HttpMethod.Get, revision, operators);
        Assert.NotEqual(draft.ETag, announced.ETag);

        day = """{ "effectiveOn": "2028-01-16" }""";
        (await Change("postpone", day, draft.ETag!)).ExpectProblem(
            HttpStatusCode.PreconditionFailed,
            "version-mismatch"
        );
        var postponed = (await Change("postpone", day, announced.ETag!)).Expect(HttpStatusCode.Accepted);
        (await Change("withdraw", "{}", announced.ETag!)).ExpectProblem(
            HttpStatusCode.PreconditionFailed,
            "version-mismatch"
        );
        Assert.Equal(postponed.ETag, (await Api.Send(HttpMethod.Get, revision, operators)).ETag);
        (await Change("withdraw", "{}", "*")).Expect(HttpStatusCode.OK);

        Task<Reply> Change(string command, string body, string tag) =>
            Api.Send(
                HttpMethod.Post,
                $"{revision}/{command}",
                operators,
                Encoding.UTF8.GetBytes(body),
                key: null,
                ("If-Match", tag)
            );
    }

    private async Task<Reply> Put(string memberId, string json, params (string, string)[] headers) =>
        await Api.Send(
            HttpMethod.Put,
            $"/api/members/{memberId}",
            await Api.OperatorToken(),
            Encoding.UTF8.GetBytes(json),
            key: null,
            headers
        );
}
