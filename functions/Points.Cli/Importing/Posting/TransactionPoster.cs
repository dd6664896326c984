using Points.Cli.Importing.Reading;

namespace Points.Cli.Importing.Posting;

/// <summary>
/// Posts the transactions of a group of customers one after the other. So when a refund is posted, the host has
/// accepted or refused every earlier order of that customer.
/// </summary>
/// <param name="matchesRefunds">Whether refunds must be matched to orders, which only then are remembered.</param>
internal sealed class TransactionPoster(
    PurchasePoster purchases,
    RefundPoster refunds,
    BalancePoster balances,
    bool matchesRefunds
)
{
    private static readonly PostResult Unmatched = new PostResult.Unmatched(
        "no order of this customer up to that time has enough left"
    );

    private readonly Dictionary<string, OpenOrders> _customers = new(StringComparer.Ordinal);

    public Task<PostResult> Post(Transaction transaction, CancellationToken ct) =>
        transaction.Match(
            purchase: it => Post(it, ct),
            refund: it => Post(it, ct),
            balance: it => balances.Post(it, ct)
        );

    private async Task<PostResult> Post(Transaction.Purchase purchase, CancellationToken ct)
    {
        var posted = await purchases.Post(purchase, ct);
        if (posted is not PostResult.Accepted accepted)
            return posted;
        if (matchesRefunds)
            GetOrAddOrders(purchase.MemberId).Add(purchase);
        if (purchase.Refunded == Fen.Zero)
            return posted;
        var refunded = await refunds.PostRefunded(purchase, ct);
        return refunded is PostResult.Accepted refund
            ? accepted with
            {
                IsReplay = accepted.IsReplay && refund.IsReplay,
                TakenBack = refund.TakenBack,
            }
            : refunded;
    }

    private Task<PostResult> Post(Transaction.Refund refund, CancellationToken ct) =>
        refund.OrderId is { } orderId ? refunds.Post(refund, orderId, ct) : Match(refund, ct);

    private async Task<PostResult> Match(Transaction.Refund refund, CancellationToken ct)
    {
        if (!_customers.TryGetValue(refund.MemberId, out var orders) || orders.Find(refund) is not { } orderId)
            return Unmatched;
        var posted = await refunds.Post(refund, orderId, ct);
        if (posted is PostResult.Accepted)
            orders.ApplyRefund(refund, orderId);
        return posted;
    }

    private OpenOrders GetOrAddOrders(string memberId)
    {
        if (!_customers.TryGetValue(memberId, out var orders))
            _customers[memberId] = orders = new();
        return orders;
    }
}
