using Points.Domain.Notifying;

namespace Points.Domain.Ports;

/// <summary>Where notices are kept once they are: what they tell of creates them.</summary>
public interface INotices
{
    /// <returns>Null if there is none; else with its version.</returns>
    /// <exception cref="InvalidDataException">There is one and it cannot be read.</exception>
    Task<(Notice Notice, string Version)?> Find(NoticeName name, CancellationToken ct);

    /// <returns>False, with nothing written, if it is no longer of that version.</returns>
    Task<bool> Put(Notice notice, string over, CancellationToken ct);

    /// <summary>A member's notices, newest first.</summary>
    /// <param name="through">The <see cref="Notice.Since"/> of the newest that is wanted.</param>
    Task<IReadOnlyList<Notice>> Of(string memberId, long through, int limit, CancellationToken ct);
}
