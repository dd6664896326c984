using Points.Domain.Ledger;

namespace Points.Domain.Notifying;

/// <summary>Where notices are kept once they are: what they tell of creates them.</summary>
public interface INotices
{
    /// <returns>Null if there is none; else with its version.</returns>
    /// <exception cref="InvalidDataException">There is one and it cannot be read.</exception>
    Task<(Notice Notice, string Version)?> Find(NoticeKey name, CancellationToken ct);

    /// <returns>False, with nothing written, if it is no longer of that version.</returns>
    Task<bool> TryReplace(Notice notice, string expectedVersion, CancellationToken ct);

    /// <summary>A member's notices, newest first.</summary>
    /// <param name="throughMicroseconds">The <see cref="Notice.AtMicroseconds"/> of the newest that is wanted.</param>
    Task<IReadOnlyList<Notice>> List(string memberId, long throughMicroseconds, int limit, CancellationToken ct);
}
