using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.Docs;

/// <summary>The page at the root links to what the host offers, in the reader's language.</summary>
public sealed partial class StartPageTests(AcceptanceHost host) : IDisposable
{
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = host.Api.Address,
    };

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("zh-CN", "zh")]
    [InlineData("en-GB", "en")]
    [InlineData("fr", "en")]
    [InlineData(null, "zh")]
    public async Task Every_link_leads_to_an_answer(string? reader, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (reader is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", reader);
        using var page = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal([language], page.Content.Headers.ContentLanguage);
        var text = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var links = Link().Matches(text).Select(it => WebUtility.HtmlDecode(it.Groups["to"].Value)).ToArray();
        Assert.Contains("/docs", links);
        Assert.Contains($"/api/programmes/fast-food/terms?lang={language}", links);
        foreach (var link in links)
        {
            using var answer = await _http.GetAsync(link, TestContext.Current.CancellationToken);
            Assert.Equal((link, HttpStatusCode.OK), (link, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("lang=fr", HttpStatusCode.BadRequest)]
    [InlineData("lang=en", HttpStatusCode.OK)]
    public async Task A_language_that_there_is_not_is_refused(string query, HttpStatusCode status)
    {
        using var answer = await _http.GetAsync($"/?{query}", TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Under_another_host_name_there_is_no_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "points.example.com" } };
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>Skipped where no browser is installed.</summary>
    [Theory]
    [InlineData("zh-CN", "<html lang=\"zh-CN\">", "积分：本机主机")]
    [InlineData("en-GB", "<html lang=\"en\">", "Points: the one-machine host")]
    public async Task Chromium_shows_the_page_in_its_language(string language, string root, string title)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var browser = Browsers
            .SelectMany(name => path.Select(it => Path.Combine(it, name)))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(browser is null, "No Chromium is installed.");
        using var profile = new TempFolder();
        var start = new ProcessStartInfo(browser!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (
            var argument in (string[])
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-proxy-server",
                    $"--user-data-dir={profile.PathOf("profile")}",
                    $"--accept-lang={language}",
                    "--dump-dom",
                    host.Api.Address.ToString(),
                ]
        )
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        var page = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains(root, page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Content Security Policy", await errors, StringComparison.Ordinal);
    }

    [GeneratedRegex("href=\"(?<to>[^\"]+)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}
