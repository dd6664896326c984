using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Refunding;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Earning;

/// <summary>A whole refund frees the number of an order for the same member, too (decision 28).</summary>
public sealed class ReusedNumberTests
{
    private readonly InMemoryWallet _books = new(NewWallet);
    private int _number;

    [Fact]
    public void Given_a_wholly_refunded_order_When_its_number_is_used_again_Then_it_earns()
    {
        Buy(10_000);
        Refund("r-1", 10_000);

        Assert.Equal(50, Earned(Buy(5_000, reuses: true)));
        Assert.Equal(50, _books.Wallet.Lots.Total.Value);
        Assert.Equal(Fen.Zero, _books.Order("o").RefundedTotal);
    }

    [Fact]
    public void Given_a_partly_refunded_order_When_its_number_is_used_again_Then_refused_with_its_entry()
    {
        Buy(10_000);
        Refund("r-1", 9_999);

        Assert.Equal(
            new Refusal.OrderAlreadyAccrued(_books.Order("o").EntryId, "shop"),
            Buy(5_000, reuses: true).ExpectRefused()
        );
    }

    [Fact]
    public void Given_a_number_used_again_When_the_new_order_is_refunded_Then_its_points_go_once()
    {
        Buy(10_000);
        Refund("r-1", 10_000);
        Buy(5_000, reuses: true);

        Refund("r-2", 5_000);

        Assert.Equal((0, 0), (_books.Wallet.Lots.Total.Value, _books.Wallet.Debt.Value));
        Assert.IsType<Refusal.RefundExceedsOrder>(Refund("r-3", 1).ExpectRefused());
    }

    [Fact]
    public void Given_early_refunds_of_the_first_order_Then_they_do_not_reduce_the_second()
    {
        for (var i = 0; i < EarlyRefund.CountMaxPerMerchant; i++)
            Refund($"waiting-{i}", 1, $"other-{i}");
        Refund("later", 1, "another", Noon.AddDays(Terms.Earning.LateDays + 1));
        Refund("r-1", 4_000, at: Noon.AddDays(Terms.Earning.LateDays + 1));
        Assert.NotEqual(0, _books.Wallet.EarlyRefunds.UnlistedCount);
        Buy(10_000, byOperator: true);
        Refund("r-2", 6_000);

        Assert.Equal(100, Earned(Buy(10_000, reuses: true, byOperator: true)));
    }

    private Decision Buy(long fen, bool reuses = false, bool byOperator = false)
    {
        var request = Request($"k-{_number++}");
        var purchase = Purchase(fen, "o") with { ReusesNumber = reuses, ByOperator = byOperator };
        return _books.Decide(
            (wallet, records) => Accrue.Decide(wallet, records, purchase, Terms, request, Allowance.Unlimited)
        );
    }

    private Decision Refund(string refundId, long fen, string orderId = "o", DateTimeOffset? at = null)
    {
        var request = Request($"k-{_number++}", at);
        var refund = new Refund(WalletOfMing, "shop", orderId, refundId, new RefundClaim.Amount(new(fen)));
        return _books.Decide(
            (wallet, records) =>
                Domain.Refunding.Refund.Decide(wallet, records, refund, Terms, request, Allowance.Unlimited)
        );
    }

    private static long Earned(Decision decision) => decision.ExpectAccepted().PendingChange.RequestEntry.Points.Value;
}
