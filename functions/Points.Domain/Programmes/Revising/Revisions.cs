using System.Text.Json;
using Points.Domain.Deciding;
using Points.Domain.Ports;

namespace Points.Domain.Programmes.Revising;

/// <summary>Takes an operator's revisions from draft to force. What hurts members needs thirty days' notice (law L2).</summary>
public sealed class Revisions(IProgrammes programmes)
{
    /// <summary>Keeps a lawful document as the next revision.</summary>
    public async Task<RevisionOutcome> Submit(
        string programmeId,
        JsonElement document,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await programmes.Draft(programmeId, document, ct) is { } number
            ? await Find(programmeId, number, now, ct)
            : new Refusal.LimitReached($"{IProgrammes.RevisionsMax} revisions of a programme");

    public async Task<RevisionOutcome> Find(string programmeId, int number, DateTimeOffset now, CancellationToken ct)
    {
        if (await Load(programmeId, number, ct) is not ({ } timetable, { } revision))
            return new Refusal.NotFound("revision");
        return await Shown(timetable, revision, now, ct);
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
        if (revision.Listed.WithdrawnAt is not null)
            return new Refusal.AlreadySettled("the revision was withdrawn");
        var terms = revision.Terms();
        // The first revisions of a new host were never announced, and count all the same.
        if ((revision.Listed.AnnouncedFor ?? FirstDay(revision, terms)) is { } announced)
            return announced == effectiveOn
                ? await Shown(timetable, revision, now, ct)
                : new Refusal.AlreadyAnnounced(announced);
        // In the order of their numbers, so that it is known what each may follow.
        if (timetable.Later(number) is { } later)
            return new Refusal.Superseded(later);

        var day = terms.BeginningOf(effectiveOn) is var begins && begins > now ? begins : now;
        var comparison = await Comparison.Of(programmes, timetable, revision, day, now, ct);
        if (comparison.Hurts && day < now + NoticePeriod.Length)
            return new Refusal.NoticePeriod(NoticePeriod.EarliestOn(terms, now));
        if (comparison.Hurts && timetable.IsFull)
            return new Refusal.LimitReached("too many announcements of the programme");
        var words = comparison.Hurts ? comparison.Words(terms, effectiveOn) : ((BilingualName, BilingualName)?)null;
        // What it was compared with must still be so when it is announced.
        var next = await programmes.Change(
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
        if (Stopped(timetable, revision.Listed, now) is { } refusal)
            return refusal;
        if (revision.Listed.On is not { } on)
            return new Refusal.NotEligible("the revision is not announced");
        if (on == effectiveOn)
            return await Shown(timetable, revision, now, ct);
        var (terms, isTold) = (revision.Terms(), timetable.ChangeOf(number) is not null);
        if (effectiveOn < on || terms.BeginningOf(effectiveOn) <= now)
            return new Refusal.Invalid(nameof(effectiveOn), $"must be a day to come, and later than {on:yyyy-MM-dd}");
        if (isTold && timetable.IsFull)
            return new Refusal.LimitReached("too many announcements of the programme");
        // What hurts nobody now may hurt after what comes into force meanwhile.
        if (
            !isTold
            && (await Comparison.Of(programmes, timetable, revision, terms.BeginningOf(effectiveOn), now, ct)).Hurts
        )
            return new Refusal.NoticePeriod(NoticePeriod.EarliestOn(terms, now));
        var next = await programmes.Change(
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
        if (revision.Listed.WithdrawnAt is not null)
            return await Shown(timetable, revision, now, ct);
        if (Stopped(timetable, revision.Listed, now) is { } refusal)
            return refusal;
        var terms = revision.Terms();
        var next = await programmes.Change(
            programmeId,
            it => it.Revisions.SequenceEqual(timetable.Revisions) ? it.Withdraw(number, terms, now) : null,
            ct
        );
        return next is not null
            ? await Find(programmeId, number, now, ct)
            : await Withdraw(programmeId, number, now, ct);
    }

    /// <summary>Why a revision's day can no longer be changed; null if it can.</summary>
    private static Refusal? Stopped(Timetable timetable, ListedRevision listed, DateTimeOffset now) =>
        listed.WithdrawnAt is not null ? new Refusal.AlreadySettled("the revision was withdrawn")
        : listed.IsAsGoodAsInForce(now)
            ? new Refusal.AlreadySettled("the revision is in force, or will be within the minute")
        // What follows was compared with this one: without it, it could hurt.
        : listed.AnnouncedFor is not null && timetable.Later(listed.Number) is { } later ? new Refusal.Followed(later)
        : null;

    private static DateOnly? FirstDay(Revision revision, ProgrammeRevision terms) =>
        revision.Listed.EffectiveFrom is { } from ? terms.BusinessDate(from) : null;

    private async Task<(Timetable? Timetable, Revision? Revision)> Load(
        string programmeId,
        int number,
        CancellationToken ct
    )
    {
        if (
            await programmes.Revision(programmeId, number, ct) is not { } revision
            || await programmes.Timetable(programmeId, ct) is not { } timetable
        )
            return (null, null);
        return (timetable, revision with { Listed = timetable.Find(number)! });
    }

    private async Task<RevisionOutcome> Shown(
        Timetable timetable,
        Revision revision,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (listed, terms) = (revision.Listed, revision.Terms());
        var at = listed.EffectiveFrom ?? (listed.On is { } on ? terms.BeginningOf(on) : now);
        var comparison = await Comparison.Of(programmes, timetable, revision, at, now, ct);
        return new RevisionOutcome.Accepted(
            revision,
            listed.Status(terms, timetable.InForce(now), now),
            comparison.Changes
        )
        {
            NeedsNotice = comparison.Hurts || timetable.ChangeOf(revision.Number) is not null,
        };
    }
}
