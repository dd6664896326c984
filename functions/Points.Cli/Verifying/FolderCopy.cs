using Points.Cli.Hosts;

namespace Points.Cli.Verifying;

/// <summary>
/// A copy of the store of a stopped one-machine host, because opening a store writes to its files. It is deleted at the
/// end.
/// </summary>
internal sealed class FolderCopy : IDisposable
{
    private const string StoreFolder = "cosmos",
        ArchiveFolder = "archive";

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("points-verify-");

    private FolderCopy(string folder) => Archive = Path.Combine(folder, ArchiveFolder);

    /// <summary>The folder of the copied store.</summary>
    public string Store => _copy.FullName;

    /// <summary>The folder of the write-once files, which is not copied: they never change.</summary>
    public string Archive { get; }

    /// <exception cref="CommandException">It is no data folder, a host uses it, or it cannot be copied.</exception>
    public static FolderCopy Create(string folder)
    {
        var store = Path.Combine(folder, StoreFolder);
        if (!Directory.Exists(store))
            throw new CommandException($"{folder} is not the data folder of a one-machine host.");
        var copy = new FolderCopy(folder);
        try
        {
            using var stopped = LockOut(folder);
            foreach (var file in Directory.EnumerateFiles(store))
                File.Copy(file, Path.Combine(copy.Store, Path.GetFileName(file)));
            return copy;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            copy.Dispose();
            throw new CommandException($"The data folder {folder} cannot be copied: {fault.Message}", fault);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose() => _copy.Delete(recursive: true);

    /// <summary>Keeps a host from starting in the folder while it is copied.</summary>
    private static FileStream? LockOut(string folder)
    {
        var file = Path.Combine(folder, OneMachineHost.LockFile);
        try
        {
            return File.Exists(file) ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None) : null;
        }
        catch (IOException fault) when (FileLock.IsHeld(fault))
        {
            throw new CommandException(
                $"A host uses the data folder {folder}: stop it first, or verify it with --url.",
                fault
            );
        }
    }
}
