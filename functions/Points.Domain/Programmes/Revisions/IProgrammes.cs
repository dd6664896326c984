using System.Text.Json;

namespace Points.Domain.Programmes.Revisions;

/// <summary>The published programmes.</summary>
public interface IProgrammes
{
    /// <summary>The most revisions of a programme: the document that lists them is looked at again and again.</summary>
    const int RevisionsMax = 1_000;

    /// <summary>Finds a programme as it was published up to a few seconds ago.</summary>
    Task<Programme?> Find(string programmeId, CancellationToken ct);

    /// <summary>Publishes the next revision of a programme from its document.</summary>
    /// <returns>False, with nothing written, if a revision of that number is there already.</returns>
    Task<bool> Publish(ProgrammeTerms terms, ReadOnlyMemory<byte> document, CancellationToken ct);

    /// <summary>Keeps a document as the programme's next revision, which counts for nothing yet.</summary>
    /// <returns>Its number, never used before; null if the programme has as many as it can.</returns>
    Task<int?> AddDraft(string programmeId, JsonElement document, CancellationToken ct);

    /// <summary>A revision in whatever state it is; null if there is none.</summary>
    Task<Revision?> FindRevision(string programmeId, int number, CancellationToken ct);

    /// <summary>The programme's timetable as it is now; null where there is no such programme.</summary>
    Task<RevisionTimetable?> FindTimetable(string programmeId, CancellationToken ct);

    /// <summary>Changes the timetable in one atomic write. <paramref name="update"/> is asked again where somebody else was faster.</summary>
    /// <param name="update">Null where nothing is to be changed, or nothing any more.</param>
    /// <returns>The timetable as it is then; null if nothing was changed.</returns>
    /// <exception cref="StoreBusyException">Too much contention or throttling; nothing was written.</exception>
    Task<RevisionTimetable?> UpdateTimetable(
        string programmeId,
        Func<RevisionTimetable, RevisionTimetable?> update,
        CancellationToken ct
    );

    /// <summary>The ids of all programmes.</summary>
    IAsyncEnumerable<string> ListIds(CancellationToken ct);

    /// <summary>Sets a reward's usual price, which the caller has found to be within its published bounds.</summary>
    Task SetPrice(string programmeId, string rewardId, Points points, CancellationToken ct);
}

public static class ProgrammesExtensions
{
    /// <summary>The terms in force at an instant; null where there is no such programme, or none yet.</summary>
    public static async ValueTask<ProgrammeTerms?> FindTerms(
        this IProgrammes programmes,
        string programmeId,
        DateTimeOffset instant,
        CancellationToken ct
    ) => (await programmes.Find(programmeId, ct))?.TermsAt(instant);
}
