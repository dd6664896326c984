using CsvHelper;

namespace Points.Functions.Spreadsheets;

/// <summary>
/// Writes a CSV file (RFC 4180) that opens in a spreadsheet: UTF-8 with the byte order mark without which Chinese Excel
/// shows garbled text, lines that end with CR LF, and no cell that runs as a formula. Every CSV file of the app is
/// written with it.
/// </summary>
public sealed class SpreadsheetFile : IAsyncDisposable
{
    private static readonly CsvWriterOptions Rules = new() { WriteByteOrderMark = true };

    private readonly CsvWriter _csv;

    private SpreadsheetFile(CsvWriter csv) => _csv = csv;

    /// <summary>Writes to a stream, which stays open.</summary>
    public static SpreadsheetFile To(Stream stream) => new(CsvWriter.Create(stream, Rules, leaveOpen: true));

    /// <summary>Creates or overwrites a file.</summary>
    public static SpreadsheetFile To(string path) => new(CsvWriter.ToFile(path, Rules));

    /// <summary>Writes a row. Every row must have as many cells as the first.</summary>
    public void WriteRow(params IEnumerable<string> cells) => _csv.WriteRecord(Protect(cells));

    /// <inheritdoc cref="WriteRow(IEnumerable{string})"/>
    public async ValueTask WriteRowAsync(IEnumerable<string> cells, CancellationToken ct) =>
        await _csv.WriteRecordAsync(Protect(cells), ct);

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private static string[] Protect(IEnumerable<string> cells) => [.. cells.Select(SpreadsheetText.Protect)];
}
