using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Points.Functions.Http;
using RazorSlices;

namespace Points.Functions.Terms;

/// <summary>
/// The terms as a page: one file without scripts or external resources, readable on a phone, in dark mode and on paper.
/// Its template is <c>TermsDocument.cshtml</c>.
/// </summary>
internal static class TermsPage
{
    /// <summary>Leaves Chinese characters as they are.</summary>
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static async Task<PublicDocument> Render(TermsPageContent content)
    {
        var page = await TermsDocument.Create(content).RenderAsync(Html, CancellationToken.None);
        return new(Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8")
        {
            Language = ContentNegotiation.TagOf(content.Language),
            Vary = ContentNegotiation.Headers,
            SecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'",
        };
    }
}
