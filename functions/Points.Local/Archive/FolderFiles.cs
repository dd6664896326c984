using Points.Domain;
using Points.Domain.Files;

namespace Points.Local.Archive;

/// <summary>
/// Write-once files in a folder. A file is written as a read-only draft, flushed to the disk and then renamed, so that
/// readers see the whole file or none. <see cref="Hosting.DataFolder"/> gives the folder to one process at a time.
/// </summary>
/// <remarks>
/// A killed process loses no file that it has reported as written. A power failure may lose the files that were renamed
/// last, but never leaves half a file. The content type is not stored: the extension of the name shows it.
/// </remarks>
internal sealed class FolderFiles : IWriteOnceFiles
{
    /// <summary>File names never contain a plus sign, so this folder cannot clash with a file.</summary>
    private const string DraftsFolder = "+drafts";

    private readonly Lock _publishing = new();
    private readonly string _folder;
    private readonly string _drafts;

    private FolderFiles(string folder) => (_folder, _drafts) = (folder, Path.Combine(folder, DraftsFolder));

    /// <summary>Opens an existing folder and deletes the drafts that a killed process left.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static FolderFiles Open(string folder)
    {
        var files = new FolderFiles(Path.GetFullPath(folder));
        if (Directory.Exists(files._drafts))
            Directory.Delete(files._drafts, recursive: true);
        Directory.CreateDirectory(files._drafts);
        return files;
    }

    public async Task<bool> Write(string name, string contentType, Stream content, CancellationToken ct)
    {
        var path = PathOf(name);
        if (File.Exists(path))
            return false;
        var draft = Path.Combine(_drafts, Guid.NewGuid().ToString("N"));
        try
        {
            await WriteDraft(draft, content, ct);
            return TryPublish(draft, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{path} cannot be written: {fault.Message}", fault);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public Task<Stream?> Read(string name, CancellationToken ct)
    {
        var path = PathOf(name);
        try
        {
            return Task.FromResult<Stream?>(File.Exists(path) ? File.OpenRead(path) : null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    public IAsyncEnumerable<string> List(string folder, string? after, CancellationToken ct) =>
        FolderListing.List(_folder, folder, after).ToAsyncEnumerable();

    private static async Task WriteDraft(string draft, Stream content, CancellationToken ct)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead;
        await using var file = new FileStream(draft, options);
        await content.CopyToAsync(file, ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// The lock makes the check and the move one step, so that two writers cannot both take the name.
    /// </summary>
    private bool TryPublish(string draft, string path)
    {
        lock (_publishing)
        {
            if (File.Exists(path))
                return false;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(draft, path, overwrite: false);
            return true;
        }
    }

    private string PathOf(string name)
    {
        WriteOnceFileNames.ThrowIfInvalid(name);
        return Path.Combine(_folder, name);
    }
}
