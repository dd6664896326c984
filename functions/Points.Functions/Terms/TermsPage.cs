using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using RazorSlices;

namespace Points.Functions.Terms;

/// <summary>
/// The terms as a page: one file without scripts or external resources, readable on a phone, in dark mode and on paper.
/// Its template is <c>TermsDocument.cshtml</c>.
/// </summary>
internal sealed class TermsPage(TermsPageContent content) : IResult
{
    /// <summary>Leaves Chinese characters as they are.</summary>
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var page = await TermsDocument.Create(content).RenderAsync(Html, CancellationToken.None);
        var bytes = Encoding.UTF8.GetBytes(page);
        var response = httpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.ContentLanguage = ContentNegotiation.TagOf(content.Language);
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(bytes, CancellationToken.None);
    }
}
