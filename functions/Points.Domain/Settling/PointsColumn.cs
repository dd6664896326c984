namespace Points.Domain.Settling;

/// <summary>The kinds of points in an account. The first six are the issuer's.</summary>
/// <remarks>The names are stored field names: do not change them.</remarks>
public enum PointsColumn
{
    Issued,
    Compensation,
    Consumed,

    /// <summary>Consumed, and returned to the member by a reversal.</summary>
    Returned,

    /// <summary>Taken back by the issuer's own refunds.</summary>
    Refunded,
    Expired,

    /// <summary>Points of any issuer that the holder honoured with a reward.</summary>
    Honoured,

    /// <summary>Honoured, and reversed.</summary>
    Reversed,

    /// <summary>Received in place of points that a refund could not take back.</summary>
    Repaid,
}
