namespace Points.Local.Hosting;

/// <summary>
/// The folder with everything that outlives the process. Only its owner can read it, because it holds the signing key.
/// Only one process may use it at a time: two stores over the same files would contradict each other.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    /// <exception cref="CannotStartException">The folder cannot be used, or another process uses it.</exception>
    public static DataFolder Open(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new CannotStartException("The data folder must have a name.");
        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full))
            throw new CannotStartException($"The data folder {full} is a file.");
        try
        {
            if (!Directory.Exists(full))
                CreateFolder(full);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"The data folder {full} cannot be created: {fault.Message}", fault);
        }
        return new(full, Lock(full));
    }

    /// <returns>The content of a file; null if it does not exist.</returns>
    public byte[]? Read(string name)
    {
        var path = PathOf(name);
        try
        {
            if (Directory.Exists(path))
                throw new CannotStartException($"{path} is a folder, but it must be a file.");
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Writes a whole file or nothing: the file gets its name only after its bytes are on the disk.</summary>
    /// <exception cref="IOException">The message names the file.</exception>
    public void Write(string name, ReadOnlySpan<byte> bytes)
    {
        var path = PathOf(name);
        try
        {
            var draft = path + ".draft";
            File.Delete(draft);
            using (var file = new FileStream(draft, WithMode(FileMode.CreateNew)))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Deletes a file. A file that does not exist changes nothing.</summary>
    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>
    /// Opens or creates a subfolder that only the owner can use, whatever the mode of the data folder is.
    /// </summary>
    /// <returns>The full path of the subfolder.</returns>
    public string Subfolder(string name)
    {
        var path = PathOf(name);
        if (!Directory.Exists(path))
            CreateFolder(path);
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnlyFolder) != UnixFileMode.None)
            File.SetUnixFileMode(path, OwnerOnlyFolder);
        return path;
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string folder)
    {
        try
        {
            return new FileStream(
                System.IO.Path.Combine(folder, OneMachineHost.LockFile),
                WithMode(FileMode.OpenOrCreate)
            );
        }
        catch (IOException fault) when (FileLock.IsHeld(fault))
        {
            throw new CannotStartException($"The data folder {folder} is in use by another process.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"The data folder {folder} cannot be read and written: {fault.Message}",
                fault
            );
        }
    }

    private static FileStreamOptions WithMode(FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnlyFolder);
    }

    private string PathOf(string name) => System.IO.Path.Combine(Path, name);
}
