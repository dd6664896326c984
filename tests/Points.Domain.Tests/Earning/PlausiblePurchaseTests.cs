using Points.Domain.Billing;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Earning;

/// <summary>Nobody gets older by a service in the far future, and no purchase is older than a lifetime.</summary>
public sealed class PlausiblePurchaseTests
{
    [Theory]
    [InlineData(400, true)]
    [InlineData(401, false)]
    [InlineData(-400, true)]
    [InlineData(-401, false)]
    [InlineData(20_000, false)]
    public void A_service_is_within_400_days_of_the_purchase(int days, bool isAccepted)
    {
        var line = new OrderLine("sku", "general", new(100), 1, Terms.BusinessDateOf(Noon).AddDays(days), []);
        var purchase = Purchase(100) with { Lines = [Purchase(100).Lines[0], line] };
        var bill = new QuoteBill(WalletOfMing, "shop", purchase.Lines, [], Points: null);

        if (isAccepted)
        {
            Decide(purchase).ExpectAccepted();
            Assert.IsType<BillQuote.Quoted>(QuoteBill.Decide(NewWallet, bill, Terms, Noon));
            return;
        }
        Assert.Equal("lines[1].serviceOn", Assert.IsType<Refusal.Invalid>(Decide(purchase).ExpectRefused()).Field);
        Assert.IsType<Refusal.Invalid>(
            Assert.IsType<BillQuote.Refused>(QuoteBill.Decide(NewWallet, bill, Terms, Noon)).Refusal
        );
    }

    [Fact]
    public void No_purchase_is_from_before_1970_not_even_an_operators()
    {
        var purchase = Purchase(100, at: new(1969, 12, 31, 0, 0, 0, TimeSpan.Zero)) with { ByOperator = true };

        Assert.Equal("occurredAt", Assert.IsType<Refusal.Invalid>(Decide(purchase).ExpectRefused()).Field);
    }

    [Fact]
    public void Given_points_that_are_valid_to_the_end_of_the_calendar_Then_they_can_be_earned()
    {
        var terms = Terms with { Validity = new Validity.FixedDate(DateOnly.MaxValue) };
        var wallet = new InMemoryWallet(NewWallet);

        wallet
            .Decide(
                (it, records) => Accrue.Decide(it, records, Purchase(100), terms, Request("k"), Allowance.Unlimited)
            )
            .ExpectAccepted();

        Assert.Equal(DateOnly.MaxValue, wallet.Wallet.Lots.NextExpiry);
    }

    private static Decision Decide(Accrue purchase) =>
        Accrue.Decide(NewWallet, LoadedRecords.None, purchase, Terms, Request("k"), Allowance.Unlimited);
}
