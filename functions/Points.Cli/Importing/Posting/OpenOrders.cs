using Points.Cli.Importing.Reading;

namespace Points.Cli.Importing.Posting;

/// <summary>
/// The remaining amounts of one customer's orders. The file does not name the order of a cancellation, so the
/// cancellation refunds the latest order up to its time with enough left.
/// </summary>
/// <remarks>
/// Only orders from earlier rows are searched, because the host has taken no others yet. So the same file always gives
/// the same result, and a cancellation that precedes its order is reported instead of guessed. An open order takes
/// about a hundred bytes. Of an order with nothing left only the id is kept, because its row may occur again.
/// </remarks>
internal sealed class OpenOrders
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _orderOfRefund = new(StringComparer.Ordinal);

    /// <summary>The orders with an amount left, sorted by time and then by their place in the file.</summary>
    private readonly List<OpenOrder> _open = [];

    /// <summary>Adds an order that the host has accepted. A known order changes nothing.</summary>
    public void Add(Transaction.Purchase order)
    {
        if (order.Amount == Fen.Zero || !_known.Add(order.OrderId))
            return;
        var previous = _open.FindLastIndex(open => open.OccurredAt <= order.OccurredAt);
        _open.Insert(previous + 1, new(order.OrderId, order.OccurredAt, order.Amount));
    }

    /// <summary>Finds the order of a refund. A repeated cancellation gets the same order again.</summary>
    /// <returns>The id of the order; null if no order fits.</returns>
    public string? Find(Transaction.Refund refund) =>
        _orderOfRefund.GetValueOrDefault(refund.RefundId)
        ?? _open.FindLast(open => open.OccurredAt <= refund.OccurredAt && open.Remaining >= refund.Amount)?.OrderId;

    /// <summary>Subtracts an accepted cancellation from its order. A repeated cancellation changes nothing.</summary>
    /// <param name="orderId">The result of <see cref="Find"/>.</param>
    public void ApplyRefund(Transaction.Refund refund, string orderId)
    {
        if (!_orderOfRefund.TryAdd(refund.RefundId, orderId))
            return;
        var index = _open.FindLastIndex(open => open.OrderId == orderId);
        var remaining = _open[index].Remaining - refund.Amount;
        if (remaining == Fen.Zero)
            _open.RemoveAt(index);
        else
            _open[index] = _open[index] with { Remaining = remaining };
    }

    private sealed record OpenOrder(string OrderId, DateTimeOffset OccurredAt, Fen Remaining);
}
