using Points.Domain;
using Points.Domain.Files;

namespace Points.Local.Archive;

/// <summary>
/// Files in a folder, each there whole or not at all, and never changed: written as a draft, flushed to the disk, made
/// readable only, and then given its name. One process has the folder, as <see cref="Hosting.DataFolder"/> sees to.
/// </summary>
/// <remarks>
/// A killed process loses nothing. A machine that loses power may lose a name that was just given, but never a part of a
/// file. The type of a file's content is not kept: its name says it to whoever opens it here.
/// </remarks>
internal sealed class FolderFiles : IWriteOnceFiles
{
    /// <summary>No file has a plus in its name, so no draft is ever taken for one.</summary>
    private const string DraftsFolder = "+drafts";

    private readonly Lock _naming = new();
    private readonly string _folder;
    private readonly string _drafts;

    private FolderFiles(string folder) => (_folder, _drafts) = (folder, Path.Combine(folder, DraftsFolder));

    /// <summary>Opens a folder, which is there, and clears away what writes that were killed have left.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
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

    /// <summary>Moving looks for the new name first and then moves, so two at once could both find it free.</summary>
    private bool TryPublish(string draft, string path)
    {
        lock (_naming)
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
