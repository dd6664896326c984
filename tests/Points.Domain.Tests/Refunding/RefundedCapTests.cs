using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Refunding;

/// <summary>A refund gives room back under caps, and goods that were returned show no liking.</summary>
public sealed class RefundedCapTests
{
    private readonly Customer _customer = new();

    [Theory]
    [InlineData(40_000, 20_000, 200)]
    [InlineData(20_000, 20_000, 200)]
    [InlineData(40_000, 40_000, 300)]
    public void A_refund_gives_room_back_under_a_cap_of_the_same_day(long first, long second, long points)
    {
        _customer.Buy("a", first);
        _customer.Refund("a", first);

        Assert.Equal(points, _customer.Buy("b", second).Points.Value);
    }

    [Fact]
    public void A_part_that_is_refunded_gives_its_share_of_the_room_back_and_later_orders_keep_their_points()
    {
        _customer.Buy("a", 40_000);
        _customer.Buy("b", 40_000);
        _customer.Refund("a", 20_000);

        Assert.Equal(150, _customer.Buy("c", 40_000).Points.Value);
        Assert.Equal(new Points(300), _customer.Books.Wallet.Lots.Total);
    }

    [Fact]
    public void Room_under_a_cap_is_not_given_back_in_another_period()
    {
        _customer.Buy("a", 40_000);
        _customer.Buy("b", 20_000, Noon.AddDays(1));
        _customer.Refund("a", 40_000, Noon.AddDays(1));

        Assert.Equal(100, _customer.Buy("c", 40_000, Noon.AddDays(1)).Points.Value);
    }

    [Fact]
    public void An_early_refund_leaves_the_room_that_its_part_of_the_purchase_does_not_use()
    {
        _customer.Refund("a", 20_000);
        _customer.Buy("a", 40_000);

        Assert.Equal(150, _customer.Buy("b", 40_000).Points.Value);
    }

    [Fact]
    public void Goods_that_were_returned_show_no_liking()
    {
        _customer.Buy("a", 10_000, category: "dress");
        _customer.Buy("b", 100, category: "dress");
        _customer.Refund("a", 10_000);
        _customer.Refund("b", 100);

        Assert.Empty(_customer.Books.Wallet.RecentCategories.All);
        _customer.Buy("c", 100, category: "jeans");
        Assert.Equal(100, _customer.Buy("d", 10_000, category: "dress").Points.Value);
    }
}
