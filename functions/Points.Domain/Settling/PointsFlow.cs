using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Settling;

/// <summary>
/// Points of one issuer that did something which merchants account for, as one ledger entry says. One that a dispute takes
/// back is the same once more, with negative points.
/// </summary>
/// <param name="FlowId">Follows from the entry, so that the same flow is never counted twice.</param>
/// <param name="IssuerMerchantId">The merchant whose sale had issued the points.</param>
/// <param name="OtherMerchantId">The merchant on the other side; null where there is none.</param>
/// <param name="SettlementTerms">Of the revision by which the points are paid for.</param>
/// <param name="At">When it was booked.</param>
/// <param name="Reference">The order, refund, redemption or dispute that both sides know it by.</param>
public sealed record PointsFlow(
    string FlowId,
    FlowKind Kind,
    WalletId Wallet,
    string EntryId,
    string IssuerMerchantId,
    string? OtherMerchantId,
    Points Points,
    SettlementTerms SettlementTerms,
    DateTimeOffset At,
    string? Reference
)
{
    public bool IsCorrection => Points < Points.Zero;

    /// <summary>What the issuer pays for them.</summary>
    public ExactFen Cost =>
        new((decimal)Points.Value * SettlementTerms.FenPer100Points.Value / SettlementTerms.PointsPerRate);

    /// <summary>The platform's share of <see cref="Cost"/>.</summary>
    public ExactFen Fee => new(Cost.Value * SettlementTerms.PlatformFeeRate);

    /// <summary>Takes it back, on account of a dispute: once, as the flow that does it has one id.</summary>
    public PointsFlow CreateCorrection(string disputeId, DateTimeOffset now) =>
        this with
        {
            FlowId = Digest.Compute("correction", FlowId),
            Points = -Points,
            At = now,
            Reference = disputeId,
        };
}

public enum FlowKind
{
    /// <summary>A sale or an action issued them.</summary>
    Issued,

    /// <summary>They were spent on a reward that <see cref="PointsFlow.OtherMerchantId"/> honours.</summary>
    Consumed,

    /// <summary>A redemption was undone: they are the member's again.</summary>
    Reversed,

    /// <summary>The issuer, who could not give what was redeemed, gave them on top (law L13).</summary>
    Compensated,

    /// <summary>Their last day passed.</summary>
    Expired,

    /// <summary>A refund took back what the issuer's sale had earned.</summary>
    Withdrawn,

    /// <summary>A refund took back what had expired by then.</summary>
    WithdrawnExpired,

    /// <summary>They made up for points of <see cref="PointsFlow.OtherMerchantId"/> that a refund could not take back, as they were spent.</summary>
    Repaid,
}
