using System.Collections.Concurrent;
using Points.Domain.Messaging;

namespace Points.Domain.Settling;

/// <summary>Takes disputes, and carries out what is answered.</summary>
/// <param name="write">Makes a message's body of a flow.</param>
public sealed class DisputeHandler(
    IDisputes disputes,
    ISettlementAccounts accounts,
    IMessageSender sender,
    Func<PointsFlow, ReadOnlyMemory<byte>> write
)
{
    private const int AttemptsMax = 10;

    /// <returns>The dispute, which may have been raised before; or why there is none.</returns>
    public async Task<(Dispute? Dispute, bool IsNew, Refusal? Refusal)> Raise(
        string merchantId,
        SettlementPeriod period,
        string lineId,
        string reason,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (await disputes.Find(merchantId, Dispute.CreateId(lineId), ct) is { } before)
            return (before.Dispute, false, null);
        if (await FindLine(new(merchantId), period, lineId, ct) is not { } line)
            return (null, false, new Refusal.NotFound("line in this statement"));
        if (line.Flow.IsCorrection)
            return (null, false, new Refusal.NotEligible("it is what a dispute has taken back"));
        var dispute = new Dispute(Dispute.CreateId(lineId), merchantId, period, line, reason, now);
        if (await disputes.TryAdd(dispute, ct))
            return (dispute, true, null);
        return await disputes.Find(merchantId, dispute.DisputeId, ct) is { } other
            ? (other.Dispute, false, null)
            : throw new StoreBusyException("the dispute is just being raised");
    }

    /// <summary>An answer stands; the same once more gets the dispute as it is.</summary>
    public async Task<(Dispute? Dispute, Refusal? Refusal)> Answer(
        string merchantId,
        string disputeId,
        bool accepts,
        string note,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await disputes.Find(merchantId, disputeId, ct) is not { } found)
                return (null, new Refusal.NotFound("dispute"));
            var answer = accepts ? DisputeStatus.Accepted : DisputeStatus.Rejected;
            if (found.Dispute.Status == DisputeStatus.Open)
            {
                await disputes.TryReplace(
                    found.Dispute with
                    {
                        Status = answer,
                        Note = note,
                        AnsweredAt = now,
                        IsCorrectionPending = accepts,
                    },
                    found.Version,
                    ct
                );
                continue;
            }
            if (found.Dispute.Status != answer)
                return (null, new Refusal.AlreadySettled("the dispute was answered otherwise"));
            return (
                found.Dispute.IsCorrectionPending
                    ? await SendCorrection(found.Dispute, found.Version, ct)
                    : found.Dispute,
                null
            );
        }
        throw new StoreBusyException("others are answering the same dispute");
    }

    /// <summary>Takes back what was accepted and then cut off.</summary>
    public async Task SendPendingCorrections(CancellationToken ct)
    {
        await foreach (var owing in disputes.FindPendingCorrections(ct))
            if (
                await disputes.Find(owing.MerchantId, owing.DisputeId, ct) is
                { Dispute.IsCorrectionPending: true } found
            )
                await SendCorrection(found.Dispute, found.Version, ct);
    }

    /// <summary>
    /// Both merchants may dispute the same flow, weeks apart: the dispute that comes to it first says when it is taken back,
    /// and every other sends the very same.
    /// </summary>
    private async Task<Dispute> SendCorrection(Dispute dispute, string version, CancellationToken ct)
    {
        var first = await disputes.ClaimCorrection(dispute, ct);
        var flow = dispute.Line.Flow.CreateCorrection(first.DisputeId, first.AnsweredAt);
        await sender.Send(Queues.Settlement, [new(flow.FlowId, write(flow)) { CorrelationId = dispute.DisputeId }], ct);
        var corrected = dispute with { IsCorrectionPending = false };
        await disputes.TryReplace(corrected, version, ct);
        return corrected;
    }

    private async Task<SettlementLine?> FindLine(
        AccountHolder holder,
        SettlementPeriod period,
        string lineId,
        CancellationToken ct
    )
    {
        var found = new ConcurrentBag<SettlementLine>();
        await Parallel.ForEachAsync(
            accounts.List(period, holder, ct),
            ct,
            async (account, token) =>
            {
                if (await accounts.FindLine(account, lineId, token) is { } line)
                    found.Add(line);
            }
        );
        return found.FirstOrDefault();
    }
}
