using Microsoft.AspNetCore.Http;
using Points.Functions.Spreadsheets;

namespace Points.Functions.Reporting;

/// <summary>A report as a CSV file.</summary>
/// <param name="name">The name of the file, without its ending.</param>
/// <param name="rows">The first row names the columns; each row has as many cells.</param>
internal sealed class SpreadsheetResponse(string name, IEnumerable<IReadOnlyList<string>> rows) : IResult
{
    public const string MediaType = "text/csv";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var content = new MemoryStream();
        await using (var csv = SpreadsheetFile.To(content))
            foreach (var row in rows)
                await csv.WriteRowAsync(row, httpContext.RequestAborted);
        var response = httpContext.Response;
        response.ContentType = $"{MediaType}; charset=utf-8";
        response.ContentLength = content.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        await response.Body.WriteAsync(content.GetBuffer().AsMemory(0, (int)content.Length), CancellationToken.None);
    }
}
