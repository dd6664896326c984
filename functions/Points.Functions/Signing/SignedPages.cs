using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Points.Functions.Signing;

/// <summary>
/// A document of any length, as a file of signed pages, one a line. Each page has its number and the digest of the page
/// before it, and the last one says that it is the last. So no page can be left out, exchanged or taken from another
/// file, and only one page at a time is in memory.
/// </summary>
/// <typeparam name="TRow">What a page lists.</typeparam>
internal abstract class SignedPages<TRow>(SigningKeys keys, string type, string fileName) : IResult
{
    /// <summary>The most rows of a page.</summary>
    private const int RowsPerPage = 500;

    /// <summary>Writes the pages. A fault in between ends the connection, so that the file has no last page.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = SignedPages.MediaType;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = $"{fileName}.jws",
        }.ToString();
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return;
        var ct = httpContext.RequestAborted;
        var (place, waiting) = (new PagePlace(0, Previous: null, IsLast: false), Array.Empty<TRow>());
        await foreach (var rows in ListRows(ct).Chunk(RowsPerPage).WithCancellation(ct))
        {
            if (waiting.Length > 0)
                place = await Write(place.Next(isLast: false), waiting);
            waiting = rows;
        }
        await Write(place.Next(isLast: true), waiting);

        async Task<PagePlace> Write(PagePlace at, TRow[] rows)
        {
            var page = keys.Sign(type, (await Format(at, rows, ct)).Span);
            await response.Body.WriteAsync(Encoding.ASCII.GetBytes(page + '\n'), ct);
            await response.Body.FlushAsync(ct);
            return at with { Previous = SignedDocument.DigestOf(page) };
        }
    }

    /// <summary>Lists the rows of all pages.</summary>
    protected abstract IAsyncEnumerable<TRow> ListRows(CancellationToken ct);

    /// <summary>Writes the payload of a page. It is called once for each page, in order.</summary>
    protected abstract Task<ReadOnlyMemory<byte>> Format(
        PagePlace place,
        IReadOnlyList<TRow> rows,
        CancellationToken ct
    );
}

internal static class SignedPages
{
    /// <summary>The media type of a file of signed pages. There is no registered one.</summary>
    public const string MediaType = "application/x-jose-lines";

    /// <summary>Describes a file in the API document.</summary>
    public const string Description =
        "Signed pages, one a line: each is a JWS in its compact form with EdDSA, with its number and the SHA-256 of the "
        + "line before it. The last one says so. `points verify --file` checks the file.";
}

/// <summary>Where a page is in its file.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Previous">The digest of the page before; null on the first.</param>
internal sealed record PagePlace(int Page, string? Previous, bool IsLast)
{
    public PagePlace Next(bool isLast) => this with { Page = Page + 1, IsLast = isLast };
}
