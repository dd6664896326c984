using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>Takes an operator's revisions from draft to force. What hurts members needs thirty days' notice (law L2).</summary>
public sealed class RevisionLifecycle(IProgrammes programmes)
{
    /// <summary>Keeps a lawful document as the next revision.</summary>
    public async Task<RevisionOutcome> Submit(
        string programmeId,
        JsonElement document,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await programmes.AddDraft(programmeId, document, ct) is { } number
            ? await Find(programmeId, number, now, ct)
            : new Refusal.LimitReached($"{IProgrammes.RevisionsMax} revisions of a programme");

    public async Task<RevisionOutcome> Find(string programmeId, int number, DateTimeOffset now, CancellationToken ct)
    {
        if (await Load(programmeId, number, ct) is not ({ } timetable, { } revision))
            return new Refusal.NotFound("revision");
        return await BuildOutcome(timetable, revision, now, ct);
    }

    /// <summary>
    /// Announces a revision for a day. One that hurts nobody counts from the beginning of that day, or at once where it has
    /// begun; one that does counts when everyone concerned has had notice, which is not known yet.
    /// </summary>
    public async Task<RevisionOutcome> Announce(
        string programmeId,
        int number,
        DateOnly effectiveOn,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await Load(programmeId, number, ct) is not ({ } timetable, { } revision))
            return new Refusal.NotFound("revision");
        if (revision.Progress.WithdrawnAt is not null)
            return new Refusal.AlreadySettled("the revision was withdrawn");
        var terms = revision.ReadTerms();
        // The first revisions of a new host were never announced, and count all the same.
        if ((revision.Progress.AnnouncedFor ?? FindFirstDay(revision, terms)) is { } announced)
            return announced == effectiveOn
                ? await BuildOutcome(timetable, revision, now, ct)
                : new Refusal.AlreadyAnnounced(announced);
        // In the order of their numbers, so that it is known what each may follow.
        if (timetable.FindLater(number) is { } later)
            return new Refusal.Superseded(later);

        var day = terms.StartOfDay(effectiveOn) is var begins && begins > now ? begins : now;
        var comparison = await RevisionImpact.Assess(programmes, timetable, revision, day, now, ct);
        if (comparison.IsAdverse && day < now + NoticePeriod.Length)
            return new Refusal.NoticePeriod(NoticePeriod.EarliestOn(terms, now));
        if (comparison.IsAdverse && timetable.IsAnnouncementLimitReached)
            return new Refusal.LimitReached("too many announcements of the programme");
        var words = comparison.IsAdverse
            ? comparison.BuildNoticeText(terms, effectiveOn)
            : ((BilingualName, BilingualName)?)null;
        // What it was compared with must still be so when it is announced.
        var next = await programmes.UpdateTimetable(
            programmeId,
            it =>
                it.Revisions.SequenceEqual(timetable.Revisions)
                    ? it.Announce(number, effectiveOn, day, words, now)
                    : null,
            ct
        );
        return next is not null
            ? await Find(programmeId, number, now, ct)
            : await Announce(programmeId, number, effectiveOn, now, ct);
    }

    /// <summary>Puts an announced revision off to a later day; whoever was told of it is told of that.</summary>
    public async Task<RevisionOutcome> Postpone(
        string programmeId,
        int number,
        DateOnly effectiveOn,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await Load(programmeId, number, ct) is not ({ } timetable, { } revision))
            return new Refusal.NotFound("revision");
        if (FindRefusal(timetable, revision.Progress, now) is { } refusal)
            return refusal;
        if (revision.Progress.EffectiveOn is not { } on)
            return new Refusal.NotEligible("the revision is not announced");
        if (on == effectiveOn)
            return await BuildOutcome(timetable, revision, now, ct);
        var (terms, isTold) = (revision.ReadTerms(), timetable.FindChangeAnnouncement(number) is not null);
        if (effectiveOn < on || terms.StartOfDay(effectiveOn) <= now)
            return new Refusal.Invalid(nameof(effectiveOn), $"must be a day to come, and later than {on:yyyy-MM-dd}");
        if (isTold && timetable.IsAnnouncementLimitReached)
            return new Refusal.LimitReached("too many announcements of the programme");
        // What hurts nobody now may hurt after what comes into force meanwhile.
        if (
            !isTold
            && (
                await RevisionImpact.Assess(programmes, timetable, revision, terms.StartOfDay(effectiveOn), now, ct)
            ).IsAdverse
        )
            return new Refusal.NoticePeriod(NoticePeriod.EarliestOn(terms, now));
        var next = await programmes.UpdateTimetable(
            programmeId,
            it => it.Revisions.SequenceEqual(timetable.Revisions) ? it.Postpone(number, effectiveOn, terms, now) : null,
            ct
        );
        return next is not null
            ? await Find(programmeId, number, now, ct)
            : await Postpone(programmeId, number, effectiveOn, now, ct);
    }

    /// <summary>Takes a revision back that is not in force; whoever was told of it is told of that.</summary>
    public async Task<RevisionOutcome> Withdraw(
        string programmeId,
        int number,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await Load(programmeId, number, ct) is not ({ } timetable, { } revision))
            return new Refusal.NotFound("revision");
        if (revision.Progress.WithdrawnAt is not null)
            return await BuildOutcome(timetable, revision, now, ct);
        if (FindRefusal(timetable, revision.Progress, now) is { } refusal)
            return refusal;
        var terms = revision.ReadTerms();
        var next = await programmes.UpdateTimetable(
            programmeId,
            it => it.Revisions.SequenceEqual(timetable.Revisions) ? it.Withdraw(number, terms, now) : null,
            ct
        );
        return next is not null
            ? await Find(programmeId, number, now, ct)
            : await Withdraw(programmeId, number, now, ct);
    }

    /// <summary>Why a revision's day can no longer be changed; null if it can.</summary>
    private static Refusal? FindRefusal(RevisionTimetable timetable, RevisionProgress progress, DateTimeOffset now) =>
        progress.WithdrawnAt is not null ? new Refusal.AlreadySettled("the revision was withdrawn")
        : progress.IsTooLateToStop(now)
            ? new Refusal.AlreadySettled("the revision is in force, or will be within the minute")
        // What follows was compared with this one: without it, it could hurt.
        : progress.AnnouncedFor is not null && timetable.FindLater(progress.Number) is { } later
            ? new Refusal.Followed(later)
        : null;

    private static DateOnly? FindFirstDay(Revision revision, ProgrammeTerms terms) =>
        revision.Progress.EffectiveFrom is { } from ? terms.BusinessDateOf(from) : null;

    private async Task<(RevisionTimetable? Timetable, Revision? Revision)> Load(
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

    private async Task<RevisionOutcome> BuildOutcome(
        RevisionTimetable timetable,
        Revision revision,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (listed, terms) = (revision.Progress, revision.ReadTerms());
        var at = listed.EffectiveFrom ?? (listed.EffectiveOn is { } on ? terms.StartOfDay(on) : now);
        var comparison = await RevisionImpact.Assess(programmes, timetable, revision, at, now, ct);
        return new RevisionOutcome.Accepted(
            revision,
            listed.StatusAt(terms, timetable.FindActive(now), now),
            comparison.Changes
        )
        {
            NeedsNotice = comparison.IsAdverse || timetable.FindChangeAnnouncement(revision.Number) is not null,
        };
    }
}
