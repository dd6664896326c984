using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Ledger;

/// <summary>What a request may do that finds a claim of its order (decision 28).</summary>
public sealed class StoredOrderClaimTests
{
    private static readonly LedgerKey Another = new("key-of-another");
    private static readonly StoredOrderClaim OfMing = new(KeyOfMing.Value, Noon);

    [Fact]
    public void Given_the_order_has_earned_Then_refused_for_everybody_at_any_age()
    {
        foreach (var age in new[] { TimeSpan.Zero, TimeSpan.FromDays(100) })
        {
            Assert.Equal(OrderClaimAction.RefuseAsAccrued, OfMing.Decide(Another, true, Booked(), Noon + age));
            Assert.Equal(OrderClaimAction.RefuseAsAccrued, OfMing.Decide(KeyOfMing, true, Booked(), Noon + age));
        }
    }

    [Fact]
    public void Given_a_partly_refunded_order_Then_refused() =>
        Assert.Equal(
            OrderClaimAction.RefuseAsAccrued,
            OfMing.Decide(Another, true, Refunded(Booked(), 1), Noon.AddHours(1))
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Given_no_order_or_a_wholly_refunded_one_Then_another_member_waits_two_minutes(bool wasRefunded)
    {
        var order = wasRefunded ? Refunded(Booked(), 10_000) : null;

        Assert.Equal(OrderClaimAction.Wait, OfMing.Decide(Another, true, order, Noon.AddSeconds(-2)));
        Assert.Equal(OrderClaimAction.Wait, OfMing.Decide(Another, true, order, Noon.AddMinutes(2)));
        Assert.Equal(OrderClaimAction.TakeOver, OfMing.Decide(Another, true, order, Noon.AddMinutes(2).AddTicks(1)));
    }

    [Fact]
    public void Given_no_order_Then_the_same_member_shares_the_claim_at_once() =>
        Assert.Equal(OrderClaimAction.Share, OfMing.Decide(KeyOfMing, true, null, Noon));

    [Fact]
    public void Given_an_erased_member_Then_refused_because_the_order_may_have_earned() =>
        Assert.Equal(OrderClaimAction.RefuseAsAccrued, OfMing.Decide(Another, false, null, Noon.AddDays(1)));

    private static Order Booked()
    {
        var (request, purchase) = (Request("k"), Purchase(10_000));
        return Accrue
            .Decide(NewWallet, LoadedRecords.None, purchase, Terms, request, Allowance.Unlimited)
            .ExpectAccepted()
            .NewRecords.OfType<Order>()
            .Single();
    }

    private static Order Refunded(Order order, long fen) => order.Refund([new(fen)]);
}
