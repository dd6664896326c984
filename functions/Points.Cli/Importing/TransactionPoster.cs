namespace Points.Cli.Importing;

/// <summary>
/// Posts the transactions of a group of customers one after the other. So when a cancellation is posted, the host has
/// accepted or refused every earlier order of that customer.
/// </summary>
internal sealed class TransactionPoster(PurchasePoster purchases, RefundPoster refunds)
{
    private static readonly PostResult Unmatched = new PostResult.Unmatched(
        "no order of this customer up to that time has enough left"
    );

    private readonly Dictionary<string, OpenOrders> _customers = new(StringComparer.Ordinal);

    public Task<PostResult> Post(Transaction transaction, CancellationToken ct) =>
        transaction.Match(purchase: it => Post(it, ct), cancellation: it => Post(it, ct));

    private async Task<PostResult> Post(Transaction.Purchase purchase, CancellationToken ct)
    {
        var posted = await purchases.Post(purchase, ct);
        if (posted is PostResult.Earned)
            GetOrAddOrders(purchase.MemberId).Add(purchase);
        return posted;
    }

    private async Task<PostResult> Post(Transaction.Cancellation cancellation, CancellationToken ct)
    {
        if (
            !_customers.TryGetValue(cancellation.MemberId, out var orders)
            || orders.Find(cancellation) is not { } orderId
        )
            return Unmatched;
        var posted = await refunds.Post(cancellation, orderId, ct);
        if (posted is PostResult.Refunded)
            orders.ApplyRefund(cancellation, orderId);
        return posted;
    }

    private OpenOrders GetOrAddOrders(string memberId)
    {
        if (!_customers.TryGetValue(memberId, out var orders))
            _customers[memberId] = orders = new();
        return orders;
    }
}
