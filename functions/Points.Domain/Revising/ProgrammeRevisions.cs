using System.Collections.Immutable;
using Points.Domain.Actors;
using Points.Domain.Programmes;
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

    /// <summary>Lists a programme's revisions with their status, newest first.</summary>
    /// <returns>Null if there is no such programme.</returns>
    public async Task<IReadOnlyList<(RevisionProgress Progress, RevisionStatus Status)>?> List(
        string programmeId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await programmes.FindTimetable(programmeId, ct) is not { Revisions: [.., var newest] } timetable)
            return null;
        // The status needs only the time zone, which all revisions share.
        var terms =
            await programmes.FindTerms(programmeId, now, ct)
            ?? (await programmes.FindRevision(programmeId, newest.Number, ct))?.ReadTerms()
            ?? throw new InvalidDataException($"{programmeId} has no revision {newest.Number}");
        var active = timetable.FindActive(now);
        return [.. timetable.Revisions.Reverse().Select(it => (it, it.StatusAt(terms, active, now)))];
    }

    /// <summary>Loads what a new revision is held against.</summary>
    public async Task<RevisionHistory> LoadHistory(string programmeId, CancellationToken ct) =>
        await programmes.FindTimetable(programmeId, ct) is { } timetable
            ? await LoadHistory(timetable, int.MaxValue, ct)
            : RevisionHistory.None;

    /// <summary>Loads what a revision is held against.</summary>
    /// <param name="number">The number of the revision: only earlier ones count.</param>
    internal async Task<RevisionHistory> LoadHistory(RevisionTimetable timetable, int number, CancellationToken ct)
    {
        // A revision's document never changes, so the cached one is exact. Few are not cached: those that are announced
        // without being certain to take effect.
        var cached = (await programmes.Find(timetable.ProgrammeId, ct))?.Revisions ?? [];
        RevisionProgress[] earlier = [.. timetable.Revisions.Where(it => it.Number < number)];
        var published = ImmutableArray.CreateBuilder<ProgrammeTerms>();
        foreach (var progress in earlier.Where(it => it.IsPublic && it.WithdrawnAt is null))
            published.Add(
                await ReadTerms(progress) with
                {
                    EffectiveFrom = progress.EffectiveFrom ?? DateTimeOffset.MaxValue,
                }
            );
        var first = earlier.FirstOrDefault(it => it.IsPublic) ?? earlier.FirstOrDefault(it => it.WithdrawnAt is null);
        return new(first is null ? null : await ReadTerms(first), published.ToImmutable());

        async Task<ProgrammeTerms> ReadTerms(RevisionProgress progress) =>
            cached.FirstOrDefault(it => it.Number == progress.Number)
            ?? (await programmes.FindRevision(timetable.ProgrammeId, progress.Number, ct))?.ReadTerms()
            ?? throw new InvalidDataException($"{timetable.ProgrammeId} has no revision {progress.Number}");
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
        Act act,
        CancellationToken ct
    ) =>
        await programmes.UpdateTimetable(
            loaded.ProgrammeId,
            it => it.Revisions.SequenceEqual(loaded.Revisions) ? update(it) : null,
            act,
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
