using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>
/// The correction of a flow because of an accepted dispute. If the flow spent points on a redemption, the correction
/// takes back what the redemption's reversals have left of it, and it decides which other flows of the redemption
/// merchants settle: those that came before it, and none that come later (decision 32).
/// </summary>
/// <param name="DisputeId">The dispute that was accepted first.</param>
/// <param name="AnsweredAt">When that dispute was answered.</param>
public sealed record FlowCorrection(string DisputeId, DateTimeOffset AnsweredAt)
{
    /// <summary>Whether <see cref="PointsTaken"/> and <see cref="SettledBefore"/> are final.</summary>
    public bool IsCounted { get; init; }

    /// <summary>
    /// The points that the correction takes back; null in corrections from before this was kept: those of the flow.
    /// </summary>
    public Points? PointsTaken { get; init; }

    /// <summary>
    /// The ids of the redemption's other flows that came before the correction; null in corrections from before this
    /// was kept.
    /// </summary>
    public ImmutableArray<string>? SettledBefore { get; init; }

    /// <summary>Whether merchants settle another flow of the redemption whose consumed flow this corrects.</summary>
    public bool LeavesSettled(PointsFlow other) =>
        SettledBefore is { } before ? before.Contains(other.FlowId) : other.At <= AnsweredAt;

    /// <summary>Counts the flows that came before the correction of a consumed flow.</summary>
    /// <param name="consumed">The flow that spent the points.</param>
    /// <param name="reversed">The flows of the redemption's reversals so far, of the same issuer.</param>
    /// <param name="correctedIds">The ids of those reversals that have corrections of their own.</param>
    public FlowCorrection CountRedemption(
        PointsFlow consumed,
        IReadOnlyCollection<PointsFlow> reversed,
        IReadOnlySet<string> correctedIds
    )
    {
        var corrected = reversed.Where(it => correctedIds.Contains(it.FlowId)).ToArray();
        var left = reversed
            .Except(corrected)
            .Aggregate(consumed.Points, (points, reversal) => points - reversal.Points);
        return this with
        {
            IsCounted = true,
            PointsTaken = left < Points.Zero ? Points.Zero : left,
            SettledBefore =
            [
                .. reversed.Select(it => it.FlowId),
                .. corrected.Select(it => PointsFlow.CorrectionIdOf(it.FlowId)),
            ],
        };
    }

    /// <summary>Counts the correction of a flow on which no other flow depends.</summary>
    /// <param name="points">The points of the flow; zero if they were taken back already.</param>
    public FlowCorrection CountAlone(Points points) => this with { IsCounted = true, PointsTaken = points };

    /// <summary>Creates the flow that books the correction.</summary>
    /// <returns>Null if nothing of the flow is left to take back.</returns>
    public PointsFlow? CreateFlow(PointsFlow corrected) =>
        (PointsTaken ?? corrected.Points) is var points && points == Points.Zero && corrected.Worth is null
            ? null
            : corrected.CreateCorrection(DisputeId, AnsweredAt, points);
}
