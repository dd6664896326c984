using System.Net;
using System.Text.RegularExpressions;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.Docs;

/// <summary>The docs page works without any other host, and only under the host's own address.</summary>
public sealed partial class DocsPageTests(AcceptanceHost host) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = host.Api.Address,
    };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task The_page_names_no_other_host_and_its_scripts_are_served_here()
    {
        using var answer = await _http.GetAsync("/docs/", TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.OK, "text/html"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType)
        );
        Assert.Equal(
            [$"http://127.0.0.1:{host.Api.Port}"],
            AnyHost().Matches(page).Select(it => it.Value).Distinct(StringComparer.Ordinal)
        );
        Assert.Contains("api/openapi.json", page, StringComparison.Ordinal);
        var scripts = Script().Matches(page).Select(it => it.Groups["file"].Value).ToArray();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
            Assert.True(
                (await _http.GetByteArrayAsync($"/docs/{script}", TestContext.Current.CancellationToken)).Length
                    > 1_000,
                script
            );
    }

    [Fact]
    public async Task The_security_policy_allows_requests_to_no_other_host()
    {
        using var answer = await _http.GetAsync("/docs/", TestContext.Current.CancellationToken);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_another_host_name_the_page_is_not_found()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/")
        {
            Headers = { Host = "points.example.com" },
        };
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [GeneratedRegex(
        "(https?:)?//[A-Za-z0-9.:-]+",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex AnyHost();

    [GeneratedRegex("src=\"(?<file>[^\"]+)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Script();
}
