using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>
/// An order says what its purchase earned, and its refunds what they took back: to the point, by the entries.
/// </summary>
internal static class OrderChecks
{
    public static IEnumerable<(string? EntryId, string What)> FindDifferences(StoredLedger ledger)
    {
        // A whole refund frees the number of an order. Only the last purchase of a number has its record.
        var purchases = new Dictionary<(string, string), LedgerEntry>();
        var refunds = new Dictionary<(string, string), Points>();
        foreach (var entry in ledger.Entries)
            if (entry.Kind is EntryKind.Purchase bought)
            {
                purchases[(bought.MerchantId, bought.OrderId)] = entry;
                refunds[(bought.MerchantId, bought.OrderId)] = Points.Zero;
            }
            else if (entry.Kind is EntryKind.Refund { IsBeforePurchase: false } it)
                refunds[(it.MerchantId, it.OrderId)] =
                    refunds.GetValueOrDefault((it.MerchantId, it.OrderId)) + it.TakenBack;
        foreach (var order in ledger.Records.OfType<Order>())
        {
            var key = (order.MerchantId, order.OrderId);
            if (!purchases.Remove(key, out var purchase))
                yield return (order.EntryId, $"{NameOf(order)} was earned by no entry");
            else if (TryFindDifference(order, purchase, refunds[key]) is { } what)
                yield return (purchase.EntryId, what);
        }
        if (!ledger.IsErased)
            foreach (var ((merchantId, orderId), entry) in purchases)
                yield return (
                    entry.EntryId,
                    $"the order {orderId} of {merchantId}, which entry {entry.EntryId} booked, is missing"
                );
    }

    /// <summary>Numbers of an altered order may be such that nothing can be calculated from them.</summary>
    private static string? TryFindDifference(Order order, LedgerEntry purchase, Points takenBack)
    {
        try
        {
            return FindDifference(order, purchase, takenBack);
        }
        catch (ArithmeticException impossible)
        {
            return $"{NameOf(order)} cannot be calculated: {impossible.Message}";
        }
    }

    /// <param name="takenBack">What the refunds since the purchase took back.</param>
    private static string? FindDifference(Order order, LedgerEntry purchase, Points takenBack)
    {
        var earned = purchase.DebtChanges.Aggregate(
            purchase.Points + purchase.PendingPoints,
            (sum, debt) => sum - debt.Points
        );
        if (order.EntryId != purchase.EntryId)
            return $"{NameOf(order)} names entry {order.EntryId}, but entry {purchase.EntryId} booked it";
        if (order.Revision != purchase.Revision)
            return $"{NameOf(order)} was earned under revision {order.Revision}, but entry {purchase.EntryId} says "
                + $"{purchase.Revision}";
        if (Sum(order) != order.Points)
            return $"{NameOf(order)} earned {order.Points} points, but its lines {Sum(order)}";
        if (order.Points - order.PointsTakenBack != earned - takenBack)
            return $"{NameOf(order)} earned {order.Points} points and {order.PointsTakenBack} were taken back, but "
                + $"entry {purchase.EntryId} and the refunds leave {earned - takenBack}";
        if (order.BookedAfter >= purchase.Sequence)
            return $"{NameOf(order)} was booked after entry {order.BookedAfter}, but its own is {purchase.Sequence}";
        return HasExpiryOf(order, purchase)
            ? null
            : $"{NameOf(order)} expires on another day than the points of entry {purchase.EntryId}";
    }

    /// <summary>In a wallet that is full, points join a lot that expires later.</summary>
    private static bool HasExpiryOf(Order order, LedgerEntry purchase) =>
        purchase.PendingLotChanges is [var pending, ..]
            ? (order.UsableFrom, order.ExpiresOn) == (pending.UsableFrom, pending.ExpiresOn)
        : purchase.LotChanges is [var lot, ..]
            ? order.UsableFrom is null
                && (
                    lot.ExpiresOn == order.ExpiresOn
                    || purchase.Explanation.Any(line => line.Rule == WalletChange.LotsRule)
                )
        : true;

    private static Points Sum(Order order) => order.PointsByLine.Aggregate(Points.Zero, (sum, points) => sum + points);

    private static string NameOf(Order order) => $"the order {order.OrderId} of {order.MerchantId}";
}
