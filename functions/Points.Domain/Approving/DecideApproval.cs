using Points.Domain.Actors;

namespace Points.Domain.Approving;

/// <summary>A second operator approves or rejects what another asked for.</summary>
/// <param name="Note">What they say about it.</param>
public sealed record DecideApproval(string ApprovalId, bool IsApproved, string? Note)
{
    /// <summary>Why this cannot be decided so by this person; null if it can, or was.</summary>
    internal Refusal? FindRefusal(Approval approval, Requester by, DateTimeOffset now) =>
        approval.RequestedBy.Subject == by.Subject ? new Refusal.OwnRequest()
        : approval.StatusAt(now) == ApprovalStatus.Expired
            ? new Refusal.AlreadySettled("nobody decided in time: it must be asked for again")
        : approval.Status == ApprovalStatus.Rejected && IsApproved
            ? new Refusal.AlreadySettled("the request was rejected")
        : approval.Status is not (ApprovalStatus.Waiting or ApprovalStatus.Rejected) && !IsApproved
            ? new Refusal.AlreadySettled("the request was approved")
        : null;
}

/// <summary>Decides approvals, and runs what is approved, once.</summary>
public sealed class DecideApprovalHandler(IApprovals approvals, IApprovedCommands commands)
{
    private const int AttemptsMax = 10;

    /// <summary>
    /// Decides. Refuses whoever asked for it, and what was decided otherwise or has expired. Approving again returns
    /// what the command answered, and runs it if it did not run to its end before.
    /// </summary>
    /// <exception cref="StoreBusyException">Others changed the approval at every attempt.</exception>
    public async Task<ApprovalOutcome> Handle(
        DecideApproval command,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await approvals.Find(command.ApprovalId, ct) is not var (approval, version))
                return new Refusal.NotFound("approval");
            if (command.FindRefusal(approval, by, now) is { } refusal)
                return refusal;
            switch (approval.Status)
            {
                case ApprovalStatus.Waiting:
                    await Decide(approval, version, command, by, now, ct);
                    break; // Read again, whether or not this write succeeded: the stored decision counts.
                case ApprovalStatus.Approved:
                    var answer = await commands.Run(approval, ct);
                    var status = answer.IsDone ? ApprovalStatus.Done : ApprovalStatus.Refused;
                    await approvals.TryReplace(
                        approval with
                        {
                            Status = status,
                            Answer = answer,
                        },
                        version,
                        act: null,
                        ct
                    );
                    break;
                case ApprovalStatus.Done:
                case ApprovalStatus.Refused:
                case ApprovalStatus.Rejected:
                case ApprovalStatus.Expired:
                    return new ApprovalOutcome.Decided(approval);
                default:
                    throw new InvalidOperationException($"{approval.Status} is not a known status");
            }
        }
        throw new StoreBusyException("others changed the same approval at every attempt");
    }

    private Task<bool> Decide(
        Approval approval,
        string version,
        DecideApproval command,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var decided = approval with
        {
            Status = command.IsApproved ? ApprovalStatus.Approved : ApprovalStatus.Rejected,
            DecidedBy = by,
            DecidedAt = now,
            Note = command.Note,
        };
        var kind = command.IsApproved ? ActKind.ApprovalGiven : ActKind.ApprovalRejected;
        return approvals.TryReplace(decided, version, decided.CreateAct(kind, by, now), ct);
    }
}
