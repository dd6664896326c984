namespace Points.Domain.Files;

/// <summary>
/// Files that are written once and never change: the lines of statements, and anchors of the ledger (law L12).
/// </summary>
public interface IWriteOnceFiles
{
    /// <summary>Writes a file unless a file of that name exists.</summary>
    /// <param name="name">Folders are separated by slashes; see <see cref="WriteOnceFileNames"/>.</param>
    /// <param name="content">Is read once, from beginning to end; it may be larger than memory.</param>
    /// <returns>False if the file exists already; nothing was changed.</returns>
    /// <exception cref="StoreUnavailableException">
    /// The store throttled or did not answer. Repeating the write is safe and returns whether the file exists.
    /// </exception>
    Task<bool> Write(string name, string contentType, Stream content, CancellationToken ct);

    /// <summary>Opens a file. The caller disposes the stream.</summary>
    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="StoreUnavailableException">The store throttled or did not answer.</exception>
    Task<Stream?> Read(string name, CancellationToken ct);

    /// <summary>Lists the names of the files in a folder, and in the folders in it, in ordinal order.</summary>
    /// <param name="folder">Ends with a slash.</param>
    /// <param name="after">Lists only names that come after this one; null for all.</param>
    /// <exception cref="StoreUnavailableException">The store throttled or did not answer.</exception>
    IAsyncEnumerable<string> List(string folder, string? after, CancellationToken ct);
}
