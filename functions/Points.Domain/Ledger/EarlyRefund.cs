namespace Points.Domain.Ledger;

/// <summary>An order that was refunded before its purchase arrived. The wallet lists it.</summary>
/// <param name="LatestRefundAt">When the latest of its refunds arrived.</param>
public sealed record EarlyRefund(RecordKey.EarlyRefund Key, DateTimeOffset LatestRefundAt)
{
    /// <summary>The most such orders that a wallet lists at once.</summary>
    public const int CountMax = 50;

    /// <summary>The most of one merchant, so that one merchant cannot block the refunds of the others.</summary>
    public const int CountMaxPerMerchant = 20;
}
