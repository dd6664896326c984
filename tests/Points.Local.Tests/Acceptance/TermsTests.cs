using System.Net;

namespace Points.Local.Tests.Acceptance;

/// <summary>The terms are public, in the format and language the caller asks for (law L1).</summary>
public sealed class TermsTests(AcceptanceHost host)
{
    [Fact]
    public async Task Programs_get_JSON_in_Chinese_without_a_token()
    {
        var answer = await Get("fast-food", null, null);

        Assert.Equal(
            ("application/json", "zh"),
            (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentLanguage.Single())
        );
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("2倍积分，仅限2027年3月15日至3月21日（含首尾两日）。", text, StringComparison.Ordinal);
        Assert.Contains("超值套餐：200分（价值¥25）。", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("en-GB, zh;q=0.5", "en")]
    [InlineData("zh-CN, en;q=0.9", "zh")]
    [InlineData("fr, en;q=0.4, zh;q=0.2", "en")]
    [InlineData("fr", "en")]
    [InlineData("fr-FR,fr;q=0.9", "en")]
    [InlineData("de, *;q=0.1", "en")]
    [InlineData("*", "zh")]
    [InlineData(null, "zh")]
    [InlineData("en;q=0, *", "zh")]
    public async Task The_terms_are_in_the_preferred_language(string? accepted, string given) =>
        Assert.Equal(given, (await Get("fast-food", null, accepted)).Content.Headers.ContentLanguage.Single());

    [Theory]
    [InlineData("zh", "en", "zh")]
    [InlineData("en", "zh", "en")]
    [InlineData("zh-CN", "en", "zh")]
    public async Task The_language_of_the_address_wins(string asked, string accepted, string given) =>
        Assert.Equal(
            given,
            (await Get("fast-food", null, accepted, query: $"?lang={asked}")).Content.Headers.ContentLanguage.Single()
        );

    [Fact]
    public async Task A_language_that_the_terms_do_not_have_is_refused() =>
        (await host.Api.Send(HttpMethod.Get, "/api/programmes/fast-food/terms?lang=fr", null)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "lang"
        );

    [Fact]
    public async Task Browsers_get_a_page_without_scripts()
    {
        var answer = await Get("credit-city", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "en");

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "default-src 'none'; style-src 'unsafe-inline'",
            answer.Headers.GetValues("Content-Security-Policy").Single()
        );
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("<!doctype html>\n<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains(
            "<li>1.5 times the points, only for members with credit grade A.</li>",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("<th scope=\"row\" role=\"rowheader\">Festival box</th>", page, StringComparison.Ordinal);
        Assert.Contains("<caption>What you can get for points</caption>", page, StringComparison.Ordinal);
        Assert.Contains("<p>From 21 January 2027, 10:00 on</p>", page, StringComparison.Ordinal);
        Assert.Contains(
            "<a href=\"?revision=1&amp;lang=zh\" lang=\"zh-CN\" hreflang=\"zh-CN\">中文</a>",
            page,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Names_are_escaped_in_the_page()
    {
        await using var own = await RunningHost.Start();
        var document = (
            await own.Api.Send(HttpMethod.Get, "/api/programmes/fast-food/revisions/1", await own.Api.OperatorToken())
        ).Body["document"]!.AsObject();
        document["programmeId"] = "evil";
        document["name"]!["en"] = "<script>alert(1)</script>&";
        (
            await own.Api.Send(
                HttpMethod.Post,
                "/api/programmes/evil/revisions",
                await own.Api.OperatorToken(),
                document
            )
        ).Expect(HttpStatusCode.Created);
        (await own.Api.AnnounceRevision("evil", 1, "2026-01-01")).Expect(HttpStatusCode.OK);

        var page = await (await Get("evil", "text/html", "en", own.Address)).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken
        );

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_terms_of_an_unknown_programme_are_not_found()
    {
        (await host.Api.Send(HttpMethod.Get, "/api/programmes/no-such/terms", null)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await host.Api.Send(HttpMethod.Get, "/api/programmes/a%20b/terms", null)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "programmeId"
        );
    }

    private async Task<HttpResponseMessage> Get(
        string programmeId,
        string? accept,
        string? language,
        Uri? address = null,
        string query = ""
    )
    {
        using var http = ContractHandler.Client(address ?? new Uri($"http://127.0.0.1:{host.Api.Port}"));
        if (accept is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        if (language is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", language);
        var answer = await http.GetAsync(
            new Uri($"/api/programmes/{programmeId}/terms{query}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }
}
