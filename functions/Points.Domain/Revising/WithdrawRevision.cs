using Points.Domain.Actors;

namespace Points.Domain.Revising;

/// <summary>
/// Withdraws a revision that is not in force. Members who were notified of the revision are notified of the withdrawal.
/// </summary>
public sealed record WithdrawRevision(string ProgrammeId, int Number)
{
    /// <summary>Which version of the revision may be changed.</summary>
    public WriteCondition Condition { get; init; } = WriteCondition.None;
}

/// <summary>
/// Withdraws revisions. Refuses one that is in force, or that an announced one follows. Withdrawing it again changes
/// nothing.
/// </summary>
public sealed class WithdrawRevisionHandler(ProgrammeRevisions revisions)
{
    public async Task<RevisionOutcome> Handle(
        WithdrawRevision command,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (programmeId, number) = command;
        if (await revisions.Load(programmeId, number, ct) is not ({ } timetable, { } revision))
            return new Refusal.NotFound("revision");
        if (command.Condition.FindRefusal(revision.Progress.Version) is { } mismatch)
            return mismatch;
        if (revision.Progress.WithdrawnAt is not null)
            return await revisions.BuildOutcome(timetable, revision, now, ct);
        if (ProgrammeRevisions.FindRefusal(timetable, revision.Progress, now) is { } refusal)
            return refusal;
        var terms = revision.ReadTerms();
        var act = new Act(ActKind.RevisionWithdrawn, now, by) { ProgrammeId = programmeId, Revision = number };
        return await revisions.TryUpdate(timetable, it => it.Withdraw(number, terms, now), act, ct)
            ? await revisions.Find(programmeId, number, now, ct)
            : await Handle(command, by, now, ct);
    }
}
