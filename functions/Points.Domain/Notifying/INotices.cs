using Points.Domain.Ledger;

namespace Points.Domain.Notifying;

/// <summary>
/// Reads and updates stored notices. A notice is created elsewhere, by the commit that it reports.
/// </summary>
public interface INotices
{
    /// <returns>The notice with its version; null if it does not exist.</returns>
    /// <exception cref="InvalidDataException">The notice exists but cannot be read.</exception>
    Task<(Notice Notice, string Version)?> Find(NoticeKey key, CancellationToken ct);

    /// <returns>False, with nothing written, if the stored version is another.</returns>
    Task<bool> TryReplace(Notice notice, string expectedVersion, CancellationToken ct);

    /// <summary>Lists a member's notices, newest first.</summary>
    /// <param name="throughMicroseconds">
    /// Leaves out notices that are newer than this <see cref="Notice.AtMicroseconds"/>.
    /// </param>
    Task<IReadOnlyList<Notice>> List(string memberId, long throughMicroseconds, int limit, CancellationToken ct);
}
