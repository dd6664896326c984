namespace Points.Domain.Files;

/// <summary>Files that are written once and never change: statements' lines, and anchors of the ledger (law L12).</summary>
public interface IWriteOnceFiles
{
    /// <summary>Writes a file, if there is none of that name.</summary>
    /// <param name="name">With slashes between folders; letters, digits, and <c>-._~</c>.</param>
    /// <param name="content">From its beginning to its end; it may be longer than memory.</param>
    /// <returns>False, with nothing changed, if there is one already.</returns>
    /// <exception cref="StoreUnavailableException">Throttled, or no answer came; the same again is safe, and tells.</exception>
    Task<bool> Write(string name, string contentType, Stream content, CancellationToken ct);

    /// <returns>Null if there is no such file; else its content, for the caller to close.</returns>
    /// <exception cref="StoreUnavailableException">Throttled, or no answer came.</exception>
    Task<Stream?> Read(string name, CancellationToken ct);
}
