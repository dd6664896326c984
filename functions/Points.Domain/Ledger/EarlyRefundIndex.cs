using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// Tells a purchase whether it must read an <see cref="EarlyRefundRecord"/>. The record is the master: the index saves
/// reads and never decides how much was refunded (decision 25).
/// </summary>
/// <param name="Listed">The orders whose records are known to wait, oldest refund first.</param>
/// <param name="UnlistedCount">
/// How many records wait that are not listed. While there are any, every purchase reads the record of its order.
/// </param>
public sealed record EarlyRefundIndex(ImmutableArray<EarlyRefund> Listed, long UnlistedCount)
{
    /// <summary>No early refund waits.</summary>
    public static readonly EarlyRefundIndex Empty = new([], UnlistedCount: 0);

    /// <summary>Whether too many orders wait, of all merchants or of the one that was added last.</summary>
    public bool IsOverLimit =>
        Listed is [.., var latest]
        && (Listed.Length > EarlyRefund.CountMax || CountOf(latest.Key.MerchantId) > EarlyRefund.CountMaxPerMerchant);

    /// <returns>False only if there is certainly no record under the key.</returns>
    public bool MayHave(RecordKey.EarlyRefund key) => UnlistedCount > 0 || Lists(key);

    /// <summary>Lists an order. If there is no room, first removes all orders with old refunds from the list.</summary>
    /// <param name="hasRecord">Whether the order's record exists already.</param>
    /// <param name="oldBefore">Only orders without a later refund may be removed from the list.</param>
    internal EarlyRefundIndex Add(EarlyRefund added, bool hasRecord, DateTimeOffset oldBefore)
    {
        var others = Remove(added.Key, hasRecord);
        var all = others with { Listed = others.Listed.Add(added) };
        if (!all.IsOverLimit)
            return all;
        var recent = all.Listed.RemoveAll(it => it.LatestRefundAt < oldBefore);
        return new(recent, all.UnlistedCount + all.Listed.Length - recent.Length);
    }

    /// <summary>Removes an order that no longer waits.</summary>
    /// <param name="hasRecord">Whether the order has a record.</param>
    internal EarlyRefundIndex Remove(RecordKey.EarlyRefund key, bool hasRecord)
    {
        if (Lists(key))
            return this with { Listed = Listed.RemoveAll(it => it.Key == key) };
        return hasRecord ? this with { UnlistedCount = Math.Max(0, UnlistedCount - 1) } : this;
    }

    private bool Lists(RecordKey.EarlyRefund key) => Listed.Any(it => it.Key == key);

    private int CountOf(string merchantId) => Listed.Count(it => it.Key.MerchantId == merchantId);
}
