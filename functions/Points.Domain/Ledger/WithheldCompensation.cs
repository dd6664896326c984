namespace Points.Domain.Ledger;

/// <summary>Compensation that a member did not get, because a bound of the programme's terms was reached.</summary>
public sealed record WithheldCompensation(Points Points, WithholdingReason Reason);

/// <remarks>Stored documents contain the names, and the hash chain contains the numbers: change neither.</remarks>
public enum WithholdingReason
{
    /// <summary>The programme's compensation budget of the period has fewer points left.</summary>
    CapReached,

    /// <summary>The member got compensation for as many redemptions as the terms allow in a period.</summary>
    TimesReached,

    /// <summary>The issuer's licence or a filing has expired, so it may not issue points (law L7).</summary>
    NotLicensed,
}
