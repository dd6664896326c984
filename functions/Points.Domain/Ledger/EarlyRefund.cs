namespace Points.Domain.Ledger;

/// <summary>An order whose refund came before its purchase.</summary>
/// <param name="LatestRefundAt">When the latest of its refunds came.</param>
public sealed record EarlyRefund(RecordKey.EarlyRefund Key, DateTimeOffset LatestRefundAt)
{
    /// <summary>The most orders that refunds of a wallet wait for at once.</summary>
    public const int CountMax = 50;

    /// <summary>And of one merchant: none may keep the others from refunding.</summary>
    public const int CountMaxPerMerchant = 20;
}
