using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Refunding;

/// <summary>Which points a refund returns to the budget that issued them (law L6).</summary>
public sealed class RefundBudgetTests
{
    private readonly InMemoryWallet _books = new(NewWallet);

    [Fact]
    public void A_purchase_draws_from_the_budget_only_what_its_early_refunds_leave()
    {
        Refund("o", 4_000);

        Assert.Equal([new LeaseSpend("lease", new(60))], Buy("o", 10_000).PendingChange.RequestEntry.Leases);
    }

    [Fact]
    public void A_refund_returns_its_points_to_the_lease()
    {
        Buy("o", 10_000);

        Assert.Equal([new LeaseSpend("lease", new(-25))], Refund("o", 2_500).PendingChange.RequestEntry.Leases);
    }

    [Fact]
    public void Points_that_the_member_owes_after_a_refund_do_not_return_to_the_budget()
    {
        Buy("o", 10_000);
        _books.Decide(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("mug"))).ExpectAccepted();

        var refund = Refund("o", 10_000);

        Assert.Equal(100, _books.Wallet.Debt.Value);
        Assert.Empty(refund.PendingChange.RequestEntry.Leases);
    }

    [Fact]
    public void A_refund_returns_what_it_takes_from_other_lots()
    {
        Buy("o", 10_000);
        _books.Decide(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("mug"))).ExpectAccepted();
        Buy("other", 3_000);

        var refund = Refund("o", 10_000);

        Assert.Equal(70, _books.Wallet.Debt.Value);
        Assert.Equal([new LeaseSpend("lease", new(-30))], refund.PendingChange.RequestEntry.Leases);
    }

    private Decision.Accepted Buy(string orderId, long fen) =>
        _books
            .Decide(
                (it, records) =>
                    Accrue.Decide(
                        it,
                        records,
                        Purchase(fen, orderId),
                        Terms,
                        Request(orderId),
                        new Allowance([new("lease", new(1_000))], CancellationToken.None)
                    )
            )
            .ExpectAccepted();

    /// <summary>Refunds a part of an order with a lease that takes back its points.</summary>
    private Decision.Accepted Refund(string orderId, long fen) =>
        _books
            .Decide(
                (it, records) =>
                    Domain.Refunding.Refund.Decide(
                        it,
                        records,
                        new(WalletOfMing, "shop", orderId, $"refund-{orderId}", new RefundClaim.Amount(new(fen))),
                        Terms,
                        Request($"refund-{orderId}"),
                        new Allowance([new("lease", Points.Zero)], CancellationToken.None)
                    )
            )
            .ExpectAccepted();
}
