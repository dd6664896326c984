using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;

namespace Points.Functions.Terms;

/// <summary>The terms as a page: one file, no scripts, nothing from elsewhere, readable on a phone, in the dark and on paper.</summary>
/// <param name="standing">Whether they count; null where they do.</param>
internal sealed class TermsPage(ProgrammeTerms terms, Disclosure disclosure, BilingualName? standing, Language language)
    : IResult
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2330;--soft:#5b6577;--line:#d9dee7;--paper:#fff;--accent:#0b6e4f}
        @media(prefers-color-scheme:dark){:root{--ink:#e7ebf2;--soft:#9aa5b8;--line:#2e3646;--paper:#141922;--accent:#5fd1a5}}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.65 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
        main{max-width:44rem;margin:0 auto;padding:2rem 1.25rem 4rem}
        h1{font-size:1.75rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2.25rem 0 .5rem;color:var(--accent)}
        .revision{color:var(--soft);margin:0}ul{margin:0;padding:0;list-style:none}li{padding:.6rem 0;border-top:1px solid var(--line)}
        nav a{color:var(--accent);margin-right:.75rem;white-space:nowrap}nav{margin-top:1rem}
        @media print{nav{display:none}main{padding:0}}
        """;

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Encoding.UTF8.GetBytes(Render());
        var response = httpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.ContentLanguage = ContentNegotiation.TagOf(language);
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(bytes, CancellationToken.None);
    }

    private string Render()
    {
        var (page, title) = (new StringBuilder(8_192), Encoded(disclosure.Title));
        page.Append("<!doctype html>\n<html lang=\"")
            .Append(language == Language.Chinese ? "zh-CN" : "en")
            .Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(title)
            .Append("</title>\n<style>\n")
            .Append(Style)
            .Append("\n</style>\n</head>\n<body>\n<main>\n<header>\n<h1>")
            .Append(title)
            .Append("</h1>\n<p class=\"revision\">")
            .Append(Encoded(Heading))
            .Append("</p>\n<nav>\n");
        foreach (var section in disclosure.Sections)
            page.Append("<a href=\"#").Append(section.Id).Append("\">").Append(Encoded(section.Title)).Append("</a>\n");
        page.Append("</nav>\n</header>\n");
        foreach (var section in disclosure.Sections)
            Render(page, section);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void Render(StringBuilder page, DisclosureSection section)
    {
        page.Append("<section id=\"")
            .Append(section.Id)
            .Append("\">\n<h2>")
            .Append(Encoded(section.Title))
            .Append("</h2>\n<ul>\n");
        foreach (var item in section.Items)
            page.Append("<li>").Append(Encoded(item)).Append("</li>\n");
        page.Append("</ul>\n</section>\n");
    }

    private BilingualName Heading =>
        standing is null
            ? new($"第{terms.Number}版规则", $"Revision {terms.Number}")
            : new($"第{terms.Number}版规则（{standing.Zh}）", $"Revision {terms.Number}, {standing.En}");

    private string Encoded(BilingualName text) => Html.Encode(language.TextOf(text));
}
