using Points.Domain.Deciding;

namespace Points.Domain.Wallets;

/// <summary>An order whose refund came before its purchase.</summary>
/// <param name="Since">When the latest of its refunds came.</param>
public sealed record Awaited(RecordKey.Awaited Order, DateTimeOffset Since)
{
    /// <summary>The most orders that refunds of a wallet wait for at once.</summary>
    public const int CountMax = 50;

    /// <summary>And of one merchant: none may keep the others from refunding.</summary>
    public const int CountMaxOfMerchant = 20;
}
