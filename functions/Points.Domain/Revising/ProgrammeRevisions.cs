using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>Loads, describes and updates a programme's revisions for the commands that change them.</summary>
public sealed class ProgrammeRevisions(IProgrammes programmes)
{
    /// <summary>Finds a revision with its status and its changes for members.</summary>
    public async Task<RevisionOutcome> Find(string programmeId, int number, DateTimeOffset now, CancellationToken ct)
    {
        if (await Load(programmeId, number, ct) is not ({ } timetable, { } revision))
            return new Refusal.NotFound("revision");
        return await BuildOutcome(timetable, revision, now, ct);
    }

    /// <summary>Loads a revision with its timetable; both are null if there is no such revision.</summary>
    internal async Task<(RevisionTimetable? Timetable, Revision? Revision)> Load(
        string programmeId,
        int number,
        CancellationToken ct
    )
    {
        if (
            await programmes.FindRevision(programmeId, number, ct) is not { } revision
            || await programmes.FindTimetable(programmeId, ct) is not { } timetable
        )
            return (null, null);
        return (timetable, revision with { Progress = timetable.Find(number)! });
    }

    internal Task<RevisionImpact> AssessImpact(
        RevisionTimetable timetable,
        Revision revision,
        DateTimeOffset effectiveFrom,
        DateTimeOffset now,
        CancellationToken ct
    ) => RevisionImpact.Assess(programmes, timetable, revision, effectiveFrom, now, ct);

    /// <summary>Changes the timetable if its revisions are still those that the decision was based on.</summary>
    /// <returns>False, with nothing written, if a revision has changed since.</returns>
    internal async Task<bool> TryUpdate(
        RevisionTimetable loaded,
        Func<RevisionTimetable, RevisionTimetable> update,
        CancellationToken ct
    ) =>
        await programmes.UpdateTimetable(
            loaded.ProgrammeId,
            it => it.Revisions.SequenceEqual(loaded.Revisions) ? update(it) : null,
            ct
        )
            is not null;

    internal async Task<RevisionOutcome> BuildOutcome(
        RevisionTimetable timetable,
        Revision revision,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (progress, terms) = (revision.Progress, revision.ReadTerms());
        var effectiveFrom = progress.EffectiveFrom ?? (progress.EffectiveOn is { } on ? terms.StartOfDay(on) : now);
        var impact = await AssessImpact(timetable, revision, effectiveFrom, now, ct);
        return new RevisionOutcome.Accepted(
            revision,
            progress.StatusAt(terms, timetable.FindActive(now), now),
            impact.Changes
        )
        {
            NeedsNotice = impact.IsAdverse || timetable.FindChangeAnnouncement(revision.Number) is not null,
        };
    }

    /// <summary>Why a revision can no longer be postponed or withdrawn; null if it can.</summary>
    internal static Refusal? FindRefusal(RevisionTimetable timetable, RevisionProgress progress, DateTimeOffset now) =>
        progress.WithdrawnAt is not null ? new Refusal.AlreadySettled("the revision was withdrawn")
        : progress.IsTooLateToStop(now)
            ? new Refusal.AlreadySettled("the revision is in force, or will be within a minute")
        // The later revision was compared with this one. Without this one it could disadvantage members.
        : progress.AnnouncedFor is not null && timetable.FindLater(progress.Number) is { } later
            ? new Refusal.HasAnnouncedSuccessor(later)
        : null;
}
