using System.Collections.Concurrent;
using Points.Domain.Actors;

namespace Points.Domain.Settling;

/// <summary>A merchant disputes a line of its statement of a period.</summary>
/// <param name="Reason">At most <see cref="Dispute.TextLengthMax"/> characters.</param>
public sealed record RaiseDispute(string MerchantId, SettlementPeriod Period, string LineId, string Reason);

/// <summary>Raises disputes. Moves no money: only an accepted dispute is corrected.</summary>
public sealed class RaiseDisputeHandler(IDisputes disputes, ISettlementAccounts accounts)
{
    /// <summary>
    /// Raises a dispute. A line is disputed once: a repeat returns the dispute as it is. Refused if the statement has
    /// no such line, or if the line is itself the correction of another.
    /// </summary>
    public async Task<DisputeOutcome> Handle(
        RaiseDispute command,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (merchantId, disputeId) = (command.MerchantId, Dispute.CreateId(command.LineId));
        if (await disputes.Find(merchantId, disputeId, ct) is { } existing)
            return new DisputeOutcome.Recorded(existing.Dispute);
        if (await FindLine(command, ct) is not { } line)
            return new Refusal.NotFound("line in this statement");
        if (line.Flow.IsCorrection)
            return new Refusal.NotEligible("the line corrects another line that was disputed");
        var dispute = new Dispute(disputeId, merchantId, command.Period, line, command.Reason, now);
        var act = new Act(ActKind.DisputeRaised, now, by)
        {
            MerchantId = merchantId,
            DisputeId = disputeId,
            Period = command.Period.ToString(),
            Reason = command.Reason,
        };
        if (await disputes.TryAdd(dispute, act, ct))
            return new DisputeOutcome.Recorded(dispute, IsNew: true);
        return await disputes.Find(merchantId, disputeId, ct) is { } concurrent
            ? new DisputeOutcome.Recorded(concurrent.Dispute)
            : throw new StoreBusyException("another request is raising the same dispute");
    }

    private async Task<SettlementLine?> FindLine(RaiseDispute command, CancellationToken ct)
    {
        var found = new ConcurrentBag<SettlementLine>();
        await Parallel.ForEachAsync(
            accounts.List(command.Period, new AccountHolder(command.MerchantId), ct),
            ct,
            async (account, token) =>
            {
                if (await accounts.FindLine(account, command.LineId, token) is { } line)
                    found.Add(line);
            }
        );
        return found.FirstOrDefault();
    }
}
