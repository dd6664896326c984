using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Points.Functions.Http;
using Points.Functions.Terms;
using RazorSlices;

namespace Points.Functions.Exporting;

/// <summary>
/// An export as a page: one file without scripts or external resources, readable on a phone and on paper. Its template
/// is <c>ExportDocument.cshtml</c>.
/// </summary>
internal sealed class ExportPageResponse(ExportPageContent content) : IResult
{
    /// <summary>Leaves Chinese characters as they are.</summary>
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var page = Encoding.UTF8.GetBytes(
            await ExportDocument.Create(content).RenderAsync(Html, httpContext.RequestAborted)
        );
        var response = httpContext.Response;
        ResponseHeaders.Protect(httpContext);
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        response.Headers.ContentLanguage = ContentNegotiation.TagOf(content.Language);
        response.Headers.Vary = ContentNegotiation.Headers;
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        await response.Body.WriteAsync(page, httpContext.RequestAborted);
    }
}
