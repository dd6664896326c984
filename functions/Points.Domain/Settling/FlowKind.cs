namespace Points.Domain.Settling;

/// <summary>What happened to the points of a flow.</summary>
public enum FlowKind
{
    /// <summary>A sale or an action issued the points.</summary>
    Issued,

    /// <summary>They were spent on a reward that <see cref="PointsFlow.CounterpartyId"/> honours.</summary>
    Consumed,

    /// <summary>A redemption was reversed: the points are the member's again.</summary>
    Reversed,

    /// <summary>The merchant who could not give what was redeemed issued them as compensation (law L13).</summary>
    Compensated,

    /// <summary>
    /// A voucher that a grant gave was used. No points paid for it: its issuer pays what it was worth.
    /// </summary>
    Granted,

    /// <summary>They expired, or their member was erased.</summary>
    Expired,

    /// <summary>A refund took back what the issuer's sale had earned.</summary>
    Withdrawn,

    /// <summary>A refund took back points that had expired by then.</summary>
    WithdrawnExpired,

    /// <summary>
    /// They repaid points of <see cref="PointsFlow.CounterpartyId"/> that a refund could not take back, because the
    /// member had spent those.
    /// </summary>
    Repaid,
}
