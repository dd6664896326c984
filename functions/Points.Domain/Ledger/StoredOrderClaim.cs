namespace Points.Domain.Ledger;

/// <summary>A stored claim of an order, as another request finds it.</summary>
/// <param name="LedgerKey">The ledger of the member who claims the order.</param>
/// <param name="MadeAt">In real time, by the clock of the instance that made it.</param>
public sealed record StoredOrderClaim(string LedgerKey, DateTimeOffset MadeAt)
{
    /// <summary>Decides what a request may do that finds this claim (decision 28).</summary>
    /// <param name="ledger">The ledger that the request is about.</param>
    /// <param name="hasOwner">Whether the ledger of the claim still leads to a member.</param>
    /// <param name="order">The order in the ledger of the claim; null if it is not there.</param>
    /// <param name="now">In real time, before the order was read.</param>
    public OrderClaimAction Decide(LedgerKey ledger, bool hasOwner, Order? order, DateTimeOffset now)
    {
        if (order is { IsFullyRefunded: false })
            return OrderClaimAction.RefuseAsAccrued;
        if (LedgerKey == ledger.Value)
            return OrderClaimAction.Share;
        // The ledger of an erased member cannot be read, and most probably has the order.
        if (!hasOwner)
            return OrderClaimAction.RefuseAsAccrued;
        return now - MadeAt > OrderClaim.AbandonedAfter ? OrderClaimAction.TakeOver : OrderClaimAction.Wait;
    }
}

/// <summary>What a request may do that finds a claim.</summary>
public enum OrderClaimAction
{
    /// <summary>Renew it: the member's own records prevent that two requests book the order.</summary>
    Share,

    /// <summary>Replace it: nothing was booked under it, or all of it was refunded.</summary>
    TakeOver,

    /// <summary>The order has earned.</summary>
    RefuseAsAccrued,

    /// <summary>The request that made it may still book the order.</summary>
    Wait,
}
