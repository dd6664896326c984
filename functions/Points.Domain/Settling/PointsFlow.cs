using Points.Domain.Programmes;

namespace Points.Domain.Settling;

/// <summary>
/// Points of one issuer that merchants settle because of one ledger entry. The correction of a disputed flow is the
/// same flow with negative points.
/// </summary>
/// <param name="FlowId">Follows from the entry, so that the same flow never counts twice.</param>
/// <param name="LedgerKey">
/// The key of the ledger with the entry; in flows from before keys were introduced, the member's id.
/// </param>
/// <param name="IssuerMerchantId">The merchant whose sale issued the points.</param>
/// <param name="CounterpartyId">The merchant on the other side; null if there is none.</param>
/// <param name="SettlementTerms">The settlement terms of the revision by which the points are paid for.</param>
/// <param name="At">When the entry was booked, or the dispute answered.</param>
/// <param name="Reference">The order, refund, redemption or dispute by which both sides know the flow.</param>
public sealed record PointsFlow(
    string FlowId,
    FlowKind Kind,
    string LedgerKey,
    string ProgrammeId,
    string EntryId,
    string IssuerMerchantId,
    string? CounterpartyId,
    Points Points,
    SettlementTerms SettlementTerms,
    DateTimeOffset At,
    string? Reference
)
{
    /// <summary>
    /// What a used voucher was worth that a grant gave; null if points paid. Negative in a correction.
    /// </summary>
    public Fen? Worth { get; init; }

    public bool IsCorrection => Points < Points.Zero || Worth < Fen.Zero;

    /// <summary>
    /// The id of the flow that this one corrects; null if it corrects none, and in corrections from before this was
    /// kept.
    /// </summary>
    public string? CorrectedFlowId { get; init; }

    /// <summary>The redemption whose points a correction takes back; null if there is none, or as above.</summary>
    public string? CorrectedRedemptionId { get; init; }

    /// <summary>The redemption whose points the flow spends or returns; null if it does neither.</summary>
    public string? RedemptionId =>
        Kind is not (FlowKind.Consumed or FlowKind.Reversed) ? null
        : IsCorrection ? CorrectedRedemptionId
        : Reference;

    /// <summary>What the points or the voucher cost, in exact fen; negative in a correction.</summary>
    public ExactFen Cost =>
        new(
            Worth is { } worth
                ? worth.Value
                : (decimal)Points.Value * SettlementTerms.FenPer100Points.Value / SettlementTerms.PointsPerRate
        );

    /// <summary>The platform's share of <see cref="Cost"/>.</summary>
    public ExactFen Fee => new(Cost.Value * SettlementTerms.PlatformFeeRate);

    /// <summary>
    /// The id of the correction of a flow: a flow is corrected once, even if two disputes ask for it.
    /// </summary>
    public static string CorrectionIdOf(string flowId) => Digest.Compute("correction", flowId);

    /// <summary>Creates the flow that reverses this one because of a dispute.</summary>
    /// <param name="points">How many of this flow's points are left to reverse.</param>
    public PointsFlow CreateCorrection(string disputeId, DateTimeOffset now, Points points) =>
        this with
        {
            FlowId = CorrectionIdOf(FlowId),
            Points = -points,
            Worth = Worth is { } worth ? -worth : null,
            At = now,
            Reference = disputeId,
            CorrectedFlowId = FlowId,
            CorrectedRedemptionId = RedemptionId,
        };

    /// <summary>
    /// Whether this is the given correction. Corrections from before it was kept do not name what they correct.
    /// </summary>
    public bool IsSameCorrection(PointsFlow correction) =>
        this == correction || this == correction with { CorrectedFlowId = null, CorrectedRedemptionId = null };
}
