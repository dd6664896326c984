using Points.Domain.Ledger;

namespace Points.Domain.Tests.Ledger;

public sealed class LotsTests
{
    private static readonly DateOnly May = new(2027, 5, 31),
        June = new(2027, 6, 30);

    [Fact]
    public void Given_a_lot_of_the_same_issuer_and_expiry_When_adding_Then_the_lots_are_merged()
    {
        var lots = Lots.None.Add(new(new(10), May, "shop")).Add(new(new(5), May, "shop"));

        Assert.Equal([new Lot(new(15), May, "shop")], lots.Open);
    }

    [Fact]
    public void Given_different_issuers_and_expiries_When_adding_Then_lots_stay_separate_in_the_order_of_expiry()
    {
        var lots = Lots
            .None.Add(new(new(1), null, "shop"))
            .Add(new(new(2), June, "shop"))
            .Add(new(new(3), May, "shop"))
            .Add(new(new(4), May, "kiosk"));

        Assert.Equal(
            [
                new Lot(new(4), May, "kiosk"),
                new(new(3), May, "shop"),
                new(new(2), June, "shop"),
                new(new(1), null, "shop"),
            ],
            lots.Open
        );
    }

    [Fact]
    public void Given_zero_points_When_adding_Then_no_lot_is_created() =>
        Assert.Empty(Lots.None.Add(new(Points.Zero, May, "shop")).Open);

    [Fact]
    public void When_taking_Then_points_that_expire_first_are_taken_first_and_the_last_lot_is_split()
    {
        var (left, taken) = Lots
            .None.Add(new(new(10), June, "shop"))
            .Add(new(new(10), May, "shop"))
            .Add(new(new(10), null, "shop"))
            .Take(new(15));

        Assert.Equal([new Lot(new(10), May, "shop"), new(new(5), June, "shop")], taken);
        Assert.Equal([new Lot(new(5), June, "shop"), new(new(10), null, "shop")], left.Open);
    }

    [Fact]
    public void When_taking_more_points_than_the_lots_have_Then_it_throws() =>
        Assert.Throws<InvalidOperationException>(() => Lots.None.Add(new(new(10), May, "shop")).Take(new(11)));

    [Theory]
    [InlineData("2027-05-31", 30)]
    [InlineData("2027-06-01", 20)]
    [InlineData("2027-06-30", 20)]
    [InlineData("2027-07-01", 10)]
    public void A_lot_is_available_until_the_end_of_its_last_day(string today, long available)
    {
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);
        var lots = Lots
            .None.Add(new(new(10), May, "shop"))
            .Add(new(new(10), June, "shop"))
            .Add(new(new(10), null, "shop"));

        Assert.Equal(new(available), lots.TakeExpired(day).Left.Total);
    }

    [Fact]
    public void A_lot_that_never_expires_is_not_merged_with_one_that_expires_on_the_last_possible_day()
    {
        var lots = Lots.None.Add(new(new(1), null, "shop")).Add(new(new(2), DateOnly.MaxValue, "shop"));

        Assert.Equal([new Lot(new(2), DateOnly.MaxValue, "shop"), new(new(1), null, "shop")], lots.Open);
    }
}
