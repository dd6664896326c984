namespace Points.Local.Importing;

/// <summary>
/// What is left of one customer's orders: for finding the order that a cancellation is of, where the books do not name it.
/// It is the latest up to the cancellation's time that has as much left. The search is among the orders whose rows came
/// before only, as the host has taken no others yet: so the same file always gives the same answers, and a cancellation
/// that stands before its order is reported instead of guessed. Some hundred bytes an order are kept, and of one that has
/// nothing left only its id: its row may stand in the file again.
/// </summary>
internal sealed class OpenOrders
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _orderOfRefund = new(StringComparer.Ordinal);

    /// <summary>Those with something left, by time; of the same time, in the order of the file.</summary>
    private readonly List<OpenOrder> _open = [];

    /// <summary>Adds an order that the host has taken; one that is known already changes nothing.</summary>
    public void Add(Transaction.Purchase order)
    {
        if (order.Amount == Fen.Zero || !_known.Add(order.OrderId))
            return;
        var before = _open.FindLastIndex(open => open.OccurredAt <= order.OccurredAt);
        _open.Insert(before + 1, new(order.OrderId, order.OccurredAt, order.Amount));
    }

    /// <summary>Finds the order of a cancellation; one that has been taken is of the same order as before.</summary>
    /// <returns>The order's id; null if no order fits.</returns>
    public string? Find(Transaction.Cancellation cancellation) =>
        _orderOfRefund.GetValueOrDefault(cancellation.RefundId)
        ?? _open
            .FindLast(open => open.OccurredAt <= cancellation.OccurredAt && open.Remaining >= cancellation.Amount)
            ?.OrderId;

    /// <summary>Takes a cancellation that the host has taken off its order, once.</summary>
    /// <param name="orderId">As found.</param>
    public void ApplyRefund(Transaction.Cancellation cancellation, string orderId)
    {
        if (!_orderOfRefund.TryAdd(cancellation.RefundId, orderId))
            return;
        var at = _open.FindLastIndex(open => open.OrderId == orderId);
        var left = _open[at].Remaining - cancellation.Amount;
        if (left == Fen.Zero)
            _open.RemoveAt(at);
        else
            _open[at] = _open[at] with { Remaining = left };
    }

    private sealed record OpenOrder(string OrderId, DateTimeOffset OccurredAt, Fen Remaining);
}
