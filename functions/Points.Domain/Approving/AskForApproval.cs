using System.Text.Json;
using Points.Domain.Actors;

namespace Points.Domain.Approving;

/// <summary>Asks for a second operator's approval of a command.</summary>
/// <param name="Identity">What makes two requests the same: who asks, and what or under which key.</param>
/// <param name="Because">Why it needs a second operator, in one sentence.</param>
public sealed record AskForApproval(ApprovalKind Kind, string Identity, JsonElement Command, string Because)
{
    /// <summary>Why it is to be done, in the words of who asks; null if none are asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>The member whom it is about; null if it is about none.</summary>
    public string? LedgerKey { get; init; }

    /// <summary>Whether what was approved can be used again and again until the approval expires.</summary>
    public bool ServesUntilItExpires { get; init; }

    /// <summary>Whether an approval that was found is the one that this asks for.</summary>
    internal bool IsAnsweredBy(Approval found, DateTimeOffset now) =>
        found.StatusAt(now) is ApprovalStatus.Waiting or ApprovalStatus.Approved
        || (ServesUntilItExpires && found.Status == ApprovalStatus.Done && now < found.ExpiresAt);
}

/// <summary>Stores what waits for approval. The same request again waits in the same place.</summary>
/// <param name="wait">How long an approval waits for a decision.</param>
public sealed class AskForApprovalHandler(IApprovals approvals, TimeSpan wait)
{
    /// <summary>So often in a row the same may be asked for, rejected or run, and asked for again.</summary>
    private const int RepeatsMax = 1_000;

    /// <exception cref="StoreBusyException">The same was asked for too often.</exception>
    public async Task<Approval> Handle(AskForApproval command, Requester by, DateTimeOffset now, CancellationToken ct)
    {
        for (var repeat = 0; repeat < RepeatsMax; repeat++)
        {
            var id = Digest.Compute("approval", $"{command.Kind}", command.Identity, $"{repeat}");
            if (await approvals.Find(id, ct) is { } found)
                if (command.IsAnsweredBy(found.Approval, now))
                    return found.Approval;
                else
                    continue;
            var approval = new Approval(id, command.Kind, command.Command, command.Because, by, now, now + wait)
            {
                Reason = command.Reason,
                LedgerKey = command.LedgerKey,
            };
            if (await approvals.TryAdd(approval, approval.CreateAct(ActKind.ApprovalRequested, by, now), ct))
                return approval;
            repeat--; // Another request has just added it: read it.
        }
        throw new StoreBusyException("the same was asked for too often");
    }
}
