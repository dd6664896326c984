using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Refunding;

/// <summary>Refunds give back what an order used of the caps, in periods that still run (decision 34).</summary>
internal static class RefundedCaps
{
    /// <param name="before">The order before the refund.</param>
    /// <param name="after">The order after it.</param>
    public static LimitCounters GiveBack(LimitCounters counters, Order before, Order after) =>
        before.CapUse.Aggregate(
            counters,
            (left, use) => left.Subtract(use.Limit, use.Period, after.CapUseReturned(use) - before.CapUseReturned(use))
        );
}
