namespace Points.Domain.Settling;

/// <summary>
/// Compares flows with the lines that the accounts have of them, and adds up the lines of a redemption.
/// </summary>
public sealed class BookedFlows(ISettlementAccounts accounts, IDisputes disputes, RedemptionFlows redemptions)
{
    /// <summary>How many later periods are searched for a flow that is not booked in its own period.</summary>
    private const int LatePeriodsMax = 24;

    /// <summary>
    /// Finds a flow in the accounts. All its lines are in one period: its own, or a later one if its own was closing.
    /// </summary>
    internal async Task<(bool IsLate, IEnumerable<ReconciliationDifference> Differences)> Check(
        PointsFlow flow,
        CancellationToken ct
    )
    {
        var (expected, period) = (SettlementLine.FromFlow(flow).ToArray(), SettlementPeriod.Containing(flow.At));
        for (var late = 0; late <= LatePeriodsMax; late++, period = period.Next)
        {
            var booked = await Task.WhenAll(expected.Select(line => FindLine(line, period, ct)));
            if (booked.Any(line => line is not null))
                return (late > 0, expected.Zip(booked, Compare).OfType<ReconciliationDifference>());
        }
        return (false, expected.Select(line => ReconciliationDifference.OfLine(line, DifferenceKind.Missing)));
    }

    /// <summary>
    /// Adds up all lines of one redemption and one issuer, whatever their periods, without asking what was decided when
    /// they were booked. Nobody may be paid for points that were returned, and nobody may pay back more than was paid.
    /// </summary>
    /// <param name="flow">A flow of the redemption.</param>
    /// <param name="period">Reversals up to its end must be booked; later ones count if they are.</param>
    /// <returns>Null if the sums are right, or if the flow belongs to no redemption.</returns>
    internal async Task<ReconciliationDifference?> AddUpRedemption(
        PointsFlow flow,
        SettlementPeriod period,
        CancellationToken ct
    )
    {
        if (await redemptions.FindConsumed(flow, ct) is not { } consumed)
            return null;
        var paid = await SumBooked(consumed, ct);
        var left = consumed.Points;
        foreach (var reversed in await redemptions.ListReversed(consumed, ct))
        {
            var corrected = await SumCorrection(reversed, ct);
            paid -= await SumBooked(reversed, ct) + corrected;
            if (reversed.At < period.End)
                left -= reversed.Points + corrected;
        }
        paid += await SumCorrection(consumed, ct);
        return paid < Points.Zero || paid > left ? ReconciliationDifference.OfRedemption(consumed) : null;
    }

    private async Task<Points> SumCorrection(PointsFlow corrected, CancellationToken ct) =>
        await disputes.FindCorrection(corrected, ct) is var (correction, _)
        && correction.CreateFlow(corrected) is { } flow
            ? await SumBooked(flow, ct)
            : Points.Zero;

    private async Task<Points> SumBooked(PointsFlow flow, CancellationToken ct)
    {
        if (SettlementLine.FindLeading(flow) is not { } leading)
            return Points.Zero;
        var period = SettlementPeriod.Containing(flow.At);
        for (var late = 0; late <= LatePeriodsMax; late++, period = period.Next)
            if (await FindLine(leading, period, ct) is { } line)
                return line.Flow.Points;
        return Points.Zero;
    }

    private Task<SettlementLine?> FindLine(SettlementLine line, SettlementPeriod period, CancellationToken ct) =>
        accounts.FindLine(SettlementAccountKey.ForLine(line) with { Period = period }, line.LineId, ct);

    private static ReconciliationDifference? Compare(SettlementLine expected, SettlementLine? booked) =>
        booked is null ? ReconciliationDifference.OfLine(expected, DifferenceKind.Missing)
        : booked != expected ? ReconciliationDifference.OfLine(expected, DifferenceKind.Different)
        : null;
}
