using System.Globalization;
using Points.Cli.Hosts;
using Points.Cli.Tables;
using Points.Functions.Spreadsheets;

namespace Points.Cli.Importing.Reporting;

/// <summary>
/// The rows that were not sent, with all their columns and the reason of each, for the people who must correct them:
/// the corrected file can be imported like the first. It is written to a draft that replaces an earlier report only
/// when it is complete. If every row is in, there is no report.
/// </summary>
internal sealed class RefusedFile : IAsyncDisposable
{
    /// <summary>The columns that are added to those of the file.</summary>
    public const string LineColumn = "points-line",
        CodeColumn = "points-code",
        ReasonColumn = "points-reason";

    private readonly Lock _lock = new();
    private readonly string _path,
        _draft;
    private readonly int[] _columns;
    private readonly string[] _header;
    private SpreadsheetFile? _file;

    private RefusedFile(string path, string draft, Header header)
    {
        (_path, _draft) = (path, draft);
        // A corrected report that is imported has these columns already.
        string[] added = [LineColumn, CodeColumn, ReasonColumn];
        _columns = [.. Enumerable.Range(0, header.Names.Count).Where(it => !added.Contains(header.Names[it]))];
        _header = [.. _columns.Select(it => header.Names[it]), .. added];
    }

    /// <param name="input">The file to import. The report must not overwrite it.</param>
    public static RefusedFile Create(string path, string input, Header header)
    {
        try
        {
            if (path.Length == 0)
                throw new CommandException("The file for the refused rows must have a name.");
            var (fullPath, draft) = (Path.GetFullPath(path), Path.GetFullPath(path + ".draft"));
            if (FilePath.IsSame(fullPath, input) || FilePath.IsSame(draft, input))
                throw new CommandException(
                    $"{path} is the file to import: name another file for the refused rows with --refused."
                );
            if (Directory.Exists(fullPath))
                throw new CommandException($"{path} cannot be written: it is a folder.");
            if (!Directory.Exists(Path.GetDirectoryName(fullPath)))
                throw new CommandException($"{path} cannot be written: its folder does not exist.");
            // Whether it can be written must be known before anything is sent.
            File.Create(draft).Dispose();
            return new(fullPath, draft, header);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"{path} cannot be written: {fault.Message}", fault);
        }
    }

    public void Add(TableRow row, string code, string reason)
    {
        lock (_lock)
        {
            if (_file is null)
            {
                _file = SpreadsheetFile.To(_draft);
                _file.WriteRow(_header);
            }
            _file.WriteRow([
                .. _columns.Select(it => row.Cell(it)),
                row.Line.ToString(CultureInfo.InvariantCulture),
                code,
                reason,
            ]);
        }
    }

    /// <summary>Completes the report and gives it its final name. An earlier report is replaced or deleted.</summary>
    /// <returns>Whether there is a report.</returns>
    public async Task<bool> Publish()
    {
        try
        {
            if (_file is null)
            {
                File.Delete(_path);
                return false;
            }
            await _file.DisposeAsync();
            File.Move(_draft, _path, overwrite: true);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{_path} cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Deletes the draft if the report was not published.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
            await _file.DisposeAsync();
        File.Delete(_draft);
    }
}
