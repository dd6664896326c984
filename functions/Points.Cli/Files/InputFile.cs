using Points.Cli.Hosts;

namespace Points.Cli.Files;

/// <summary>
/// A private copy of a file that a command reads more than once. The copy is taken first, so a file that somebody
/// changes meanwhile changes nothing. It is deleted at the end.
/// </summary>
internal sealed class InputFile : IDisposable
{
    private const long BytesMax = 4L * 1024 * 1024 * 1024;

    private readonly FileStream _copy;

    private readonly long _length;

    private InputFile(string path, FileStream copy) => (Path, _copy, _length) = (path, copy, copy.Length);

    /// <summary>The path as the caller gave it.</summary>
    public string Path { get; }

    public long Length => _length;

    /// <summary>How much of the copy has been read since its start, from 0 to 1.</summary>
    public double FractionRead => _length == 0 ? 1 : (double)_copy.Position / _length;

    /// <param name="purpose">What the file is for, as in "the file to import".</param>
    /// <exception cref="CommandException">The file cannot be read.</exception>
    public static InputFile Copy(string path, string purpose)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new CommandException($"The {purpose} must have a name.");
        if (Directory.Exists(path))
            throw new CommandException($"{path} cannot be read: it is a folder.");
        if (!File.Exists(path))
            throw new CommandException($"{path} cannot be read: it does not exist.");
        try
        {
            return CopyFile(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The copy from its start. It must not be disposed, and only one reader may use it at a time.</summary>
    public Stream FromStart()
    {
        _copy.Position = 0;
        return _copy;
    }

    public void Dispose() => _copy.Dispose();

    private static InputFile CopyFile(string path)
    {
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var before = StateOf(path);
        var copy = CreateCopy();
        try
        {
            var buffer = new byte[64 * 1024];
            for (int count; (count = source.Read(buffer)) > 0; )
            {
                copy.Write(buffer, 0, count);
                if (copy.Length > BytesMax)
                    throw new CommandException($"{path} is longer than {BytesMax >> 30} GiB: split it.");
            }
            if (StateOf(path) != before || (source.CanSeek && before.Length != copy.Length))
                throw new CommandException(
                    $"{path} changed while it was read: run the same command again when nobody writes to it."
                );
            return new(path, copy);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private static FileStream CreateCopy()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan,
        };
        // The file names customers, so other users of the machine must not read it.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(
            System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"points-{System.IO.Path.GetRandomFileName()}"),
            options
        );
    }

    private static (long Length, DateTime WrittenAt) StateOf(string path)
    {
        var file = new FileInfo(path);
        return (file.Length, file.LastWriteTimeUtc);
    }
}
