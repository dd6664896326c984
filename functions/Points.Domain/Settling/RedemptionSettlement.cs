namespace Points.Domain.Settling;

/// <summary>
/// Decides what merchants settle of a redemption when one of its lines was disputed: whatever comes later settles only
/// what is left (decision 32).
/// </summary>
public sealed class RedemptionSettlement(RedemptionFlows redemptions, IDisputes disputes)
{
    /// <summary>
    /// Whether merchants settle a flow that follows from the ledger, or the correction of one. They do not settle what
    /// returns points of a redemption after the correction of the flow that spent them.
    /// </summary>
    /// <exception cref="InvalidDataException">An entry of the redemption cannot be settled.</exception>
    public async Task<bool> IsSettled(PointsFlow flow, CancellationToken ct)
    {
        if (flow.Kind != FlowKind.Reversed || await redemptions.FindConsumed(flow, ct) is not { } consumed)
            return true;
        return await disputes.FindCorrection(consumed, ct) is not var (correction, version)
            || (await Count(consumed, correction, version, ct)).LeavesSettled(flow);
    }

    /// <summary>
    /// Claims the correction of an accepted dispute's flow, and counts what it takes back. Both merchants may dispute
    /// the same flow, weeks apart: the first accepted dispute has the claim.
    /// </summary>
    public async Task<FlowCorrection> Correct(Dispute dispute, CancellationToken ct)
    {
        // A reversal is in the ledger before its flow is settled. So either that flow finds this claim, or the count
        // below finds the reversal.
        var (claimed, version) = await disputes.ClaimCorrection(dispute, ct);
        return await Count(dispute.Line.Flow, claimed, version, ct);
    }

    /// <summary>Counts a correction, unless it is counted. Whoever counts first decides.</summary>
    private async Task<FlowCorrection> Count(
        PointsFlow flow,
        FlowCorrection correction,
        string version,
        CancellationToken ct
    )
    {
        if (correction.IsCounted)
            return correction;
        var counted =
            flow.Kind == FlowKind.Consumed
                ? await CountRedemption(flow, correction, ct)
                : correction.CountAlone(await FindPointsLeft(flow, correction, ct));
        if (await disputes.TryReplaceCorrection(flow, counted, version, ct))
            return counted;
        return await disputes.FindCorrection(flow, ct) is ({ IsCounted: true } first, _)
            ? first
            : throw new StoreBusyException("another request is counting the same correction");
    }

    private async Task<FlowCorrection> CountRedemption(
        PointsFlow consumed,
        FlowCorrection correction,
        CancellationToken ct
    )
    {
        var reversed = await redemptions.ListReversed(consumed, ct);
        var corrected = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flow in reversed)
            if (await disputes.FindCorrection(flow, ct) is not null)
                corrected.Add(flow.FlowId);
        return correction.CountRedemption(consumed, reversed, corrected);
    }

    private async Task<Points> FindPointsLeft(PointsFlow flow, FlowCorrection correction, CancellationToken ct) =>
        flow.Kind != FlowKind.Reversed
        || await IsSettled(flow.CreateCorrection(correction.DisputeId, correction.AnsweredAt, flow.Points), ct)
            ? flow.Points
            : Points.Zero;
}
