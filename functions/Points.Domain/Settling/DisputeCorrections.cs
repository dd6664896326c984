using Points.Domain.Messaging;

namespace Points.Domain.Settling;

/// <summary>Sends the corrections: the flows that reverse disputed lines, once the disputes are accepted.</summary>
/// <param name="writeFlow">Writes a flow as a message's body.</param>
public sealed class DisputeCorrections(
    IDisputes disputes,
    RedemptionSettlement redemptions,
    IMessageSender sender,
    Func<PointsFlow, ReadOnlyMemory<byte>> writeFlow
)
{
    /// <summary>Sends the corrections whose requests were interrupted before they sent them.</summary>
    public async Task SendPending(CancellationToken ct)
    {
        await foreach (var pending in disputes.FindPendingCorrections(ct))
            if (
                await disputes.Find(pending.MerchantId, pending.DisputeId, ct) is
                { Dispute.IsCorrectionPending: true } found
            )
                await Send(found.Dispute, found.Version, ct);
    }

    /// <summary>
    /// Sends the correction of an accepted dispute's flow, unless nothing of the flow is left. A second dispute of the
    /// same flow sends the very same correction.
    /// </summary>
    /// <returns>The dispute, whose correction is no longer pending.</returns>
    internal async Task<Dispute> Send(Dispute dispute, string version, CancellationToken ct)
    {
        var correction = await redemptions.Correct(dispute, ct);
        var flow = correction.CreateFlow(dispute.Line.Flow);
        if (flow is not null)
        {
            var message = new OutgoingMessage(flow.FlowId, writeFlow(flow)) { CorrelationId = dispute.DisputeId };
            await sender.Send(Queues.Settlement, [message], ct);
        }
        var corrected = dispute with { IsCorrectionPending = false, PointsCorrected = -(flow?.Points ?? Points.Zero) };
        await disputes.TryReplace(corrected, version, act: null, ct);
        return corrected;
    }
}
