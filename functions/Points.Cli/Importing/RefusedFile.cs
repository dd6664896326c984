using System.Globalization;
using CsvHelper;
using Points.Cli.Client;

namespace Points.Cli.Importing;

/// <summary>
/// A report of the rows that were not posted, with the reason of each, for the people who must correct or explain them.
/// It is written to a draft that replaces an earlier report only when it is complete.
/// </summary>
internal sealed class RefusedFile : IAsyncDisposable
{
    private readonly CsvWriter _csv;
    private readonly string _path,
        _draft;
    private readonly Lock _lock = new();

    private RefusedFile(CsvWriter csv, string path, string draft) => (_csv, _path, _draft) = (csv, path, draft);

    /// <param name="input">The file to import. The report must not overwrite it.</param>
    public static RefusedFile Create(string path, string input)
    {
        try
        {
            if (path.Length == 0)
                throw new CommandException("The file for the refused rows must have a name.");
            var (fullPath, draft) = (Path.GetFullPath(path), Path.GetFullPath(path + ".draft"));
            if (IsSame(fullPath, input) || IsSame(draft, input))
                throw new CommandException(
                    $"{path} is the file to import: name another file for the refused rows with --refused."
                );
            if (Directory.Exists(fullPath))
                throw new CommandException($"{path} cannot be written: it is a folder.");
            var file = new RefusedFile(CsvWriter.ToFile(draft), fullPath, draft);
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

    /// <summary>Completes the report and gives it its final name.</summary>
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

    /// <summary>Deletes the draft if the report was not published.</summary>
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

    /// <summary>Resolves all links in a path, even if the file does not exist yet.</summary>
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
