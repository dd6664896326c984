using Points.Domain.Actors;
using Points.Domain.Programmes;

namespace Points.Domain.Revising;

/// <summary>
/// Postpones an announced revision to a later day. Members who were notified of the revision are notified of the new
/// day.
/// </summary>
public sealed record PostponeRevision(string ProgrammeId, int Number, DateOnly EffectiveOn)
{
    /// <summary>Which version of the revision may be changed.</summary>
    public WriteCondition Condition { get; init; } = WriteCondition.None;
}

/// <summary>
/// Postpones revisions. Refuses a draft, an earlier day, a revision that is withdrawn, in force, or followed by an
/// announced one, and one that the delay would make adverse without notice. The same day again changes nothing.
/// </summary>
public sealed class PostponeRevisionHandler(ProgrammeRevisions revisions)
{
    public async Task<RevisionOutcome> Handle(
        PostponeRevision command,
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
        if (ProgrammeRevisions.FindRefusal(timetable, revision.Progress, now) is { } refusal)
            return refusal;
        if (revision.Progress.EffectiveOn is not { } on)
            return new Refusal.NotEligible("the revision is not announced");
        if (on == effectiveOn)
            return await revisions.BuildOutcome(timetable, revision, now, ct);
        var (terms, needsNotice) = (revision.ReadTerms(), timetable.FindChangeAnnouncement(number) is not null);
        if (effectiveOn < on || terms.StartOfDay(effectiveOn) <= now)
            return new Refusal.Invalid(nameof(effectiveOn), $"must be a future day later than {on:yyyy-MM-dd}");
        if (NoticePeriod.FindRefusal(terms, effectiveOn, now) is { } tooFar)
            return tooFar;
        if (needsNotice && timetable.IsAnnouncementLimitReached)
            return new Refusal.LimitReached("the programme has too many announcements");
        // A revision that disadvantages nobody now could do so after another one that takes effect in the meantime.
        var effectiveFrom = terms.StartOfDay(effectiveOn);
        if (!needsNotice && (await revisions.AssessImpact(timetable, revision, effectiveFrom, now, ct)).IsAdverse)
            return new Refusal.NoticeTooShort(NoticePeriod.EarliestOn(terms, now));
        var act = new Act(ActKind.RevisionPostponed, now, by)
        {
            ProgrammeId = programmeId,
            Revision = number,
            EffectiveOn = effectiveOn,
        };
        return await revisions.TryUpdate(timetable, it => it.Postpone(number, effectiveOn, terms, now), act, ct)
            ? await revisions.Find(programmeId, number, now, ct)
            : await Handle(command, by, now, ct);
    }
}
