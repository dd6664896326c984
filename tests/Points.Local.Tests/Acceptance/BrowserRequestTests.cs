using System.Net;
using System.Text;

namespace Points.Local.Tests.Acceptance;

/// <summary>What web pages of other origins may read and change, and what caches may keep.</summary>
public sealed partial class BrowserRequestTests(BrowserRequestTests.Fixture fixture)
    : IClassFixture<BrowserRequestTests.Fixture>
{
    private const string Listed = "https://app.example.com",
        Foreign = "https://evil.example",
        Terms = "/api/programmes/fast-food/terms",
        Profile = "/api/members/m-nobody";

    private static readonly string[] PublicDocuments =
    [
        Terms,
        $"{Terms}?lang=en&revision=1",
        "/api/openapi.json",
        "/api/openapi-3.0.json",
        "/api/schemas/programme",
        "/api/schemas/merchant-event",
        "/",
    ];

    public static TheoryData<string> Documents => [.. PublicDocuments];

    private Api Api => fixture.Host.Api;

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_public_document_is_open_to_every_origin_and_has_an_ETag(string path)
    {
        foreach (var origin in new[] { null, Listed, Foreign, "null" })
        {
            using var answer = await Send(HttpMethod.Get, path, ("Origin", origin));
            Assert.Equal(
                (HttpStatusCode.OK, "*", "no-cache"),
                (answer.StatusCode, Header(answer, "Access-Control-Allow-Origin"), Header(answer, "Cache-Control"))
            );
            Assert.Matches("^\"[A-Za-z0-9_-]{43}\"$", Header(answer, "ETag"));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_caller_who_has_a_public_document_gets_304(string path)
    {
        using var first = await Send(HttpMethod.Get, path);
        var tag = Header(first, "ETag")!;

        foreach (var known in new[] { tag, $"W/{tag}", $"\"a\", W/\"b\",{tag}", "*" })
        {
            using var again = await Send(HttpMethod.Get, path, ("If-None-Match", known));
            Assert.Equal((HttpStatusCode.NotModified, tag), (again.StatusCode, Header(again, "ETag")));
            Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
        foreach (var other in new[] { "\"a\"", tag.Trim('"'), "W/\"\"", tag + "x" })
        {
            using var again = await Send(HttpMethod.Get, path, ("If-None-Match", other));
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        }
    }

    [Fact]
    public async Task The_ETag_differs_by_language_and_format()
    {
        var tags = new HashSet<string?>();
        foreach (
            var (accept, language) in new[] { ("text/html", "zh"), ("text/html", "en"), ("*/*", "zh"), ("*/*", "en") }
        )
        {
            using var answer = await Send(HttpMethod.Get, $"{Terms}?lang={language}", ("Accept", accept));
            Assert.True(tags.Add(Header(answer, "ETag")));
            Assert.Equal("Accept, Accept-Language", Header(answer, "Vary"));
        }
    }

    [Theory]
    [InlineData(Listed, Listed)]
    [InlineData("HTTPS://APP.EXAMPLE.COM", "HTTPS://APP.EXAMPLE.COM")]
    [InlineData(Foreign, null)]
    [InlineData("null", null)]
    [InlineData("https://app.example.com.evil.example", null)]
    [InlineData("http://app.example.com", null)]
    [InlineData("https://app.example.com:8443", null)]
    public async Task Only_listed_origins_may_read_what_needs_a_token(string origin, string? allowed)
    {
        using var preflight = await Send(
            HttpMethod.Options,
            Profile,
            ("Origin", origin),
            ("Access-Control-Request-Method", "PATCH"),
            ("Access-Control-Request-Headers", "authorization,idempotency-key")
        );
        using var answer = await Send(HttpMethod.Get, Profile, ("Origin", origin));

        Assert.Equal(
            (HttpStatusCode.NoContent, allowed),
            (preflight.StatusCode, Header(preflight, "Access-Control-Allow-Origin"))
        );
        Assert.Equal(
            allowed is null ? null : "authorization,idempotency-key",
            Header(preflight, "Access-Control-Allow-Headers")
        );
        Assert.Equal(allowed, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
        Assert.Contains(
            "Idempotent-Replayed",
            Header(answer, "Access-Control-Expose-Headers"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_preflight_of_a_public_read_is_answered_for_every_origin()
    {
        using var preflight = await Send(
            HttpMethod.Options,
            Terms,
            ("Origin", Foreign),
            ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "if-none-match")
        );
        Assert.Equal(
            (HttpStatusCode.NoContent, "*", "if-none-match"),
            (
                preflight.StatusCode,
                Header(preflight, "Access-Control-Allow-Origin"),
                Header(preflight, "Access-Control-Allow-Headers")
            )
        );
    }

    [Fact]
    public async Task HEAD_answers_as_GET_without_a_body()
    {
        var token = await Api.OperatorToken();
        var paths = PublishedContract
            .Current.Operations.Where(it => it.Method == "GET")
            .Select(it => it.Path.Replace("{programmeId}", "fast-food", StringComparison.Ordinal))
            .Select(path => Parameter().Replace(path, "1"))
            .Where(path => !path.StartsWith("/api/health", StringComparison.Ordinal))
            .Concat(["/", "/docs/", "/local/queues", "/local/requests", "/local/inbox?memberId=m", "/api/nothing"]);
        foreach (var path in paths)
        {
            using var get = await Send(HttpMethod.Get, path, ("Authorization", $"Bearer {token}"));
            using var head = await Send(HttpMethod.Head, path, ("Authorization", $"Bearer {token}"));
            Assert.Equal(
                (path, get.StatusCode, get.Content.Headers.ContentType?.ToString()),
                (path, head.StatusCode, head.Content.Headers.ContentType?.ToString())
            );
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("GET", Profile)]
    [InlineData("GET", "/api/jobs")]
    [InlineData("GET", "/api/health")]
    [InlineData("GET", "/api/health/live")]
    [InlineData("GET", "/api/programmes/none/terms")]
    [InlineData("GET", "/api/nothing")]
    [InlineData("DELETE", "/api/jobs")]
    [InlineData("GET", "/local/inbox?memberId=m")]
    [InlineData("POST", "/local/tokens")]
    [InlineData("POST", "/admin/functions/nothing")]
    public async Task Other_answers_are_kept_by_no_cache_and_their_type_is_not_guessed(string method, string path)
    {
        using var answer = await Send(new(method), path, ("Authorization", $"Bearer {await Api.OperatorToken()}"));
        Assert.Equal(
            ("no-store", "nosniff"),
            (Header(answer, "Cache-Control"), Header(answer, "X-Content-Type-Options"))
        );
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData("own", 200)]
    [InlineData(Listed, 403)]
    [InlineData(Foreign, 403)]
    [InlineData("null", 403)]
    [InlineData("", 403)]
    [InlineData("http://127.0.0.1", 403)]
    [InlineData("http://localhost:1", 403)]
    public async Task A_foreign_page_gets_no_token(string? origin, int status)
    {
        var body = Encoding.UTF8.GetBytes("""{"sub":"m","roles":["operator"]}""");
        var own = $"http://localhost:{Api.Port}";
        (string, string)[] headers = origin is null ? [] : [("Origin", origin == "own" ? own : origin)];

        foreach (var (method, path) in new[] { ("POST", "/local/tokens"), ("PUT", "/local/clock") })
        {
            var json = path == "/local/clock" ? """{"now":"x"}""" : """{"sub":"m","roles":["operator"]}""";
            var reply = await Api.Send(new(method), path, null, Encoding.UTF8.GetBytes(json), null, headers);
            Assert.Equal(status == 403, reply.Status == HttpStatusCode.Forbidden);
        }
        Assert.Equal(
            status == 403,
            (await Api.Send(HttpMethod.Post, "/local/queues/settlement", null, body, null, headers)).Status
                == HttpStatusCode.Forbidden
        );
        Assert.Equal(
            status == 403,
            (await Api.Send(HttpMethod.Post, "/admin/functions/nothing", null, body, null, headers)).Status
                == HttpStatusCode.Forbidden
        );
        Assert.Equal(
            status == 403 && origin != Listed,
            (await Api.Send(HttpMethod.Post, "/api/members/m/freeze", null, body, null, headers)).Status
                == HttpStatusCode.Forbidden
        );
    }

    [Theory]
    [InlineData("localhost", 401)]
    [InlineData("LOCALHOST:80", 401)]
    [InlineData("evil.example", 403)]
    [InlineData("localhost.", 403)]
    [InlineData("127.0.0.1.evil.example", 403)]
    [InlineData("[::1]", 403)]
    [InlineData("0.0.0.0", 403)]
    public async Task Under_a_foreign_name_nothing_is_changed(string name, int status)
    {
        Assert.StartsWith(
            $"HTTP/1.1 {status} ",
            await SendRaw("POST /api/members/m/freeze", name),
            StringComparison.Ordinal
        );
        foreach (var request in new[] { "POST /local/tokens", "PUT /local/clock", "POST /admin/functions/ExpirySweep" })
            Assert.Equal(
                status == 403,
                (await SendRaw(request, name)).StartsWith("HTTP/1.1 403 ", StringComparison.Ordinal)
            );
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://app.example.com/")]
    [InlineData("app.example.com")]
    [InlineData("null")]
    [InlineData("https://a.example;https://b.example")]
    public async Task A_list_that_is_not_of_origins_stops_the_start(string origins)
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => Start(origins));
        Assert.Contains("Cors__AllowedOrigins must list origins", fault.Message, StringComparison.Ordinal);
    }
}
