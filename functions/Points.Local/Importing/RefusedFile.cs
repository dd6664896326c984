using System.Globalization;
using CsvHelper;
using Points.Local.Client;

namespace Points.Local.Importing;

/// <summary>
/// Keeps the rows that were not posted with the reason, for those who have to mend or explain them. It is written
/// beside its place and moved there when it is whole: an earlier report is replaced by a finished one only.
/// </summary>
internal sealed class RefusedFile : IAsyncDisposable
{
    private readonly CsvWriter _csv;
    private readonly string _path,
        _draft;
    private readonly Lock _lock = new();

    private RefusedFile(CsvWriter csv, string path, string draft) => (_csv, _path, _draft) = (csv, path, draft);

    /// <param name="input">The file that is imported, which no report may replace.</param>
    public static RefusedFile Create(string path, string input)
    {
        try
        {
            if (path.Length == 0)
                throw new CommandException("The file for the refused rows must have a name.");
            var (full, draft) = (Path.GetFullPath(path), Path.GetFullPath(path + ".draft"));
            if (IsSame(full, input) || IsSame(draft, input))
                throw new CommandException(
                    $"{path} is the file to import: say with --refused where else to write the refused rows."
                );
            if (Directory.Exists(full))
                throw new CommandException($"{path} cannot be written: it is a folder.");
            var file = new RefusedFile(CsvWriter.ToFile(draft), full, draft);
            file._csv.WriteRecord("line", "order", "date", "customer", "amount", "code", "reason");
            return file;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be written: {fault.Message}", fault);
        }
    }

    public void Add(SourceRow row, string code, string reason)
    {
        lock (_lock)
            _csv.WriteRecord(
                row.Line.ToString(CultureInfo.InvariantCulture),
                row.Order,
                row.Date,
                row.Customer,
                row.Amount,
                code,
                reason
            );
    }

    /// <summary>Closes the report and puts it into its place.</summary>
    public async Task Publish()
    {
        try
        {
            await _csv.DisposeAsync();
            File.Move(_draft, _path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{_path} cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Leaves nothing behind of a report that was not finished.</summary>
    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync();
        File.Delete(_draft);
    }

    private static bool IsSame(string path, string input) =>
        string.Equals(
            RealPath(path),
            RealPath(input),
            OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase
        );

    /// <summary>With every link on the way followed, also where the file itself is not there yet.</summary>
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        var here = Path.Combine(RealPath(parent), Path.GetFileName(full));
        FileSystemInfo info = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? RealPath(target.FullName)
            : here;
    }
}
