using Points.Domain.Actors;
using Points.Domain.Comparing;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Validating;

namespace Points.Domain.Revising;

/// <summary>
/// Announces a revision for a day. If it disadvantages no member, it takes effect when that day begins, or at once if
/// the day has begun. Otherwise it takes effect thirty days after the last member was notified, at the earliest (law
/// L2).
/// </summary>
public sealed record AnnounceRevision(string ProgrammeId, int Number, DateOnly EffectiveOn)
{
    /// <summary>Which version of the revision may be changed.</summary>
    public WriteCondition Condition { get; init; } = WriteCondition.None;

    /// <summary>
    /// Whether a second operator has approved it. If the day is too early by then, the first lawful day takes its
    /// place.
    /// </summary>
    public bool IsApproved { get; init; }

    internal bool IsFor(DateOnly announced) => IsApproved ? announced >= EffectiveOn : announced == EffectiveOn;
}

/// <summary>
/// Announces drafts. Refuses a withdrawn revision, one announced for another day, one that a later revision supersedes,
/// one that breaks with what earlier revisions fixed, and an adverse one with less than thirty days of notice. The same
/// announcement again changes nothing. If all that permits it, and a second operator must approve it, the refusal says
/// so: nobody is told before.
/// </summary>
public sealed class AnnounceRevisionHandler(ProgrammeRevisions revisions)
{
    public async Task<RevisionOutcome> Handle(
        AnnounceRevision command,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (programmeId, number, effectiveOn) = command;
        if (await revisions.Load(programmeId, number, ct) is not ({ } timetable, { } revision))
            return new Refusal.NotFound("revision");
        if (command.Condition.FindRefusal(revision.Progress.Version) is { } mismatch)
            return mismatch;
        if (revision.Progress.WithdrawnAt is not null)
            return new Refusal.AlreadySettled("the revision was withdrawn");
        var terms = revision.ReadTerms();
        if (FindAnnouncedDay(revision, terms) is { } announced)
            return command.IsFor(announced)
                ? await revisions.BuildOutcome(timetable, revision, now, ct)
                : new Refusal.AlreadyAnnounced(announced);
        // Revisions are announced in the order of their numbers, so that it is known which one each follows.
        if (timetable.FindLater(number) is { } later)
            return new Refusal.Superseded(later);

        // Other revisions may have been announced since it was submitted.
        var history = await revisions.LoadHistory(timetable, number, ct);
        if (
            ContinuityChecks
                .FindViolations(terms, history, now)
                .Concat(ValueGuarantee.FindViolations(terms, history.ListPromised(now), now))
                .FirstOrDefault() is
            { } unlawful
        )
            return new Refusal.TermsNotAllowed(unlawful.Path, unlawful.Reason);
        if (NoticePeriod.FindRefusal(terms, effectiveOn, now) is { } tooFar)
            return tooFar;
        var effectiveFrom = terms.StartOfDay(effectiveOn) is var dayStart && dayStart > now ? dayStart : now;
        var impact = await revisions.AssessImpact(timetable, revision, effectiveFrom, now, ct);
        if (command.IsApproved && impact.IsAdverse && NoticePeriod.EarliestOn(terms, now) is var on && on > effectiveOn)
            (effectiveOn, effectiveFrom) = (on, terms.StartOfDay(on));
        if (FindRefusal(impact, timetable, terms, effectiveFrom, now) is { } refusal)
            return refusal;
        if (!command.IsApproved && impact.FindApprovalReason() is { } because)
            return new Refusal.ApprovalNeeded(because);
        var noticeText = impact.IsAdverse
            ? impact.BuildNoticeText(terms, effectiveOn)
            : ((BilingualName, BilingualName)?)null;
        var act = new Act(ActKind.RevisionAnnounced, now, by)
        {
            ProgrammeId = programmeId,
            Revision = number,
            EffectiveOn = effectiveOn,
        };
        return await revisions.TryUpdate(
            timetable,
            it => it.Announce(number, effectiveOn, effectiveFrom, noticeText, now),
            act,
            ct
        )
            ? await revisions.Find(programmeId, number, now, ct)
            : await Handle(command, by, now, ct);
    }

    /// <summary>
    /// The day a revision was announced for, or took effect on without announcement, as the first revisions of a new
    /// host do; null for a draft.
    /// </summary>
    private static DateOnly? FindAnnouncedDay(Revision revision, ProgrammeTerms terms) =>
        revision.Progress.AnnouncedFor
        ?? (revision.Progress.EffectiveFrom is { } from ? terms.BusinessDateOf(from) : null);

    private static Refusal? FindRefusal(
        RevisionImpact impact,
        RevisionTimetable timetable,
        ProgrammeTerms terms,
        DateTimeOffset effectiveFrom,
        DateTimeOffset now
    ) =>
        !impact.IsAdverse ? null
        : effectiveFrom < now.Plus(NoticePeriod.Length)
            ? new Refusal.NoticeTooShort(NoticePeriod.EarliestOn(terms, now))
        : timetable.IsAnnouncementLimitReached ? new Refusal.LimitReached("the programme has too many announcements")
        : null;
}
