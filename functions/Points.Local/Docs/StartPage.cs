using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Points.Domain;
using Points.Functions.Http;
using Points.Functions.Terms;
using Points.Local.Hosting;
using Points.Local.Programmes;

namespace Points.Local.Docs;

/// <summary>The page at <c>/</c>: links to what the host offers, in Chinese or English.</summary>
/// <param name="programmes">The sample programmes.</param>
internal sealed class StartPage(IReadOnlyList<SampleProgramme> programmes)
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly (string Path, BilingualName Text)[] Links =
    [
        ("/docs", new("接口文档：查看并试用每个接口", "The API: read and try every call")),
        ("/api/openapi.json", new("OpenAPI 3.1 文档", "The OpenAPI 3.1 document")),
        (
            "/api/openapi-3.0.json",
            new("OpenAPI 3.0 文档，用于生成客户端", "The OpenAPI 3.0 document, for generators of clients")
        ),
        ("/api/schemas/programme", new("积分计划的 JSON Schema", "The JSON Schema of programmes")),
        ("/api/schemas/merchant-event", new("商户消息的 JSON Schema", "The JSON Schema of merchants' messages")),
        ("/api/health", new("运行状况", "The health of the app")),
        ("/local/clock", new("本机时钟", "The clock of this host")),
        ("/local/queues", new("队列", "The queues")),
    ];

    private static readonly BilingualName Title = new("积分：本机主机", "Points: the one-machine host"),
        Programmes = new("积分计划规则", "Terms of the programmes"),
        Tokens =
            new(
                "其他接口（例如 /api/jobs）需要令牌。获取令牌：",
                "The other calls, such as /api/jobs, need a token. To get one:"
            );

    public void Map(WebApplication app) =>
        app.MapMethods("/", Methods, (HttpContext http) => Show(http.Request))
            .RequireHost(ForeignRequestGuard.HostNames);

    private IResult Show(HttpRequest http) =>
        ContentNegotiation.ChooseLanguage(http) is { } language
            ? new PublicDocument(Encoding.UTF8.GetBytes(Write(language, http.Host)), "text/html; charset=utf-8")
            {
                Language = ContentNegotiation.TagOf(language),
                Vary = ContentNegotiation.Headers,
                SecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'",
            }
            : Problems.Invalid("lang", "must be zh or en");

    private string Write(Language language, HostString host)
    {
        string Text(BilingualName text) => Html.Encode(language.TextOf(text));
        var (tag, other, otherName) =
            language == Language.Chinese ? ("zh-CN", "en", "English") : ("en", "zh-CN", "中文");
        var links = Links.Select(it => $"<li><a href=\"{it.Path}\">{Text(it.Text)}</a></li>");
        var terms = programmes.Select(it =>
            $"<li><a href=\"/api/programmes/{Html.Encode(it.Revision.ProgrammeId)}/terms"
            + $"?lang={ContentNegotiation.TagOf(language)}\">{Text(it.Revision.Name)}</a></li>"
        );
        return $$"""
            <!doctype html>
            <html lang="{{tag}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{Text(Title)}}</title>
            <style>
            :root{color-scheme:light dark}
            body{max-width:48rem;margin:0 auto;padding:1rem 1.25rem 4rem;overflow-wrap:anywhere;
            font:1rem/1.65 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
            pre{white-space:pre-wrap}
            </style>
            </head>
            <body>
            <nav><a lang="{{other}}" hreflang="{{other}}" href="/?lang={{other}}">{{otherName}}</a></nav>
            <main>
            <h1>{{Text(Title)}}</h1>
            <ul>
            {{string.Join('\n', links)}}
            </ul>
            <h2>{{Text(Programmes)}}</h2>
            <ul>
            {{string.Join('\n', terms)}}
            </ul>
            <p>{{Text(Tokens)}}</p>
            <pre>curl http://{{Html.Encode(host.Value ?? "")}}/local/tokens -d '{"sub":"me","roles":["operator"]}'</pre>
            </main>
            </body>
            </html>
            """;
    }
}
