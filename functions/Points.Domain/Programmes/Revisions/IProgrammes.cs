using System.Text.Json;
using Points.Domain.Actors;

namespace Points.Domain.Programmes.Revisions;

/// <summary>Stores programmes with their revisions.</summary>
public interface IProgrammes
{
    /// <summary>
    /// The most revisions of a programme. One document lists them all, and instances read it every few seconds.
    /// </summary>
    const int RevisionsMax = 1_000;

    /// <summary>Finds a programme. It may be a few seconds old; null if there is no such programme.</summary>
    Task<Programme?> Find(string programmeId, CancellationToken ct);

    /// <summary>Publishes the next revision of a programme from its document.</summary>
    /// <returns>False, with nothing written, if there is a revision of that number already.</returns>
    Task<bool> Publish(ProgrammeTerms terms, ReadOnlyMemory<byte> document, CancellationToken ct);

    /// <summary>Stores a document as the programme's next revision, a draft.</summary>
    /// <param name="act">Who does it. Its number is added.</param>
    /// <returns>
    /// Its number, never used before; null if the programme has <see cref="RevisionsMax"/> revisions.
    /// </returns>
    Task<int?> AddDraft(string programmeId, JsonElement document, Act? act, CancellationToken ct);

    /// <summary>
    /// Finds the terms of a revision that was ever announced or in force, as its document says. They may be a few
    /// seconds old.
    /// </summary>
    /// <returns>Null if there is no such revision, or it is not public.</returns>
    Task<ProgrammeTerms?> FindPublicTerms(string programmeId, int number, CancellationToken ct);

    /// <summary>Finds a revision in any state; null if there is none.</summary>
    Task<Revision?> FindRevision(string programmeId, int number, CancellationToken ct);

    /// <summary>Reads the programme's current timetable; null if there is no such programme.</summary>
    Task<RevisionTimetable?> FindTimetable(string programmeId, CancellationToken ct);

    /// <summary>
    /// Changes the timetable in one atomic write. Calls <paramref name="update"/> again after a conflicting write.
    /// </summary>
    /// <param name="update">Returns the new timetable, or null to change nothing.</param>
    /// <param name="act">Who does it; null if a job does.</param>
    /// <returns>The new timetable; null if nothing was changed.</returns>
    /// <exception cref="StoreBusyException">Too much contention or throttling; nothing was written.</exception>
    Task<RevisionTimetable?> UpdateTimetable(
        string programmeId,
        Func<RevisionTimetable, RevisionTimetable?> update,
        Act? act,
        CancellationToken ct
    );

    /// <summary>Lists the ids of all programmes.</summary>
    IAsyncEnumerable<string> ListIds(CancellationToken ct);

    /// <summary>Sets a reward's usual price. The caller has checked that it is within the published bounds.</summary>
    Task SetPrice(string programmeId, string rewardId, Points points, Act act, CancellationToken ct);
}
