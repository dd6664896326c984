using Points.Domain.Programmes;

namespace Points.Domain.Tests.Programmes;

/// <summary>
/// The operator may set the usual price within its published bounds. Outside them the published price applies.
/// </summary>
public sealed class PriceListTests
{
    private static readonly Price.Fixed Published = new(new(500), new(400));
    private static readonly PriceList Prices = new(Published, [], [], new PriceBounds(new(450), new(600)));

    [Theory]
    [InlineData(450)]
    [InlineData(600)]
    public void Given_a_price_within_the_bounds_Then_it_applies(long points) =>
        Assert.Equal(Published with { Points = new(points) }, PriceOf(Prices.WithOperatorPrice(new(points))));

    [Theory]
    [InlineData(449)]
    [InlineData(601)]
    public void Given_a_price_outside_the_bounds_Then_the_published_price_applies(long points) =>
        Assert.Equal(Published, PriceOf(Prices.WithOperatorPrice(new(points))));

    /// <summary>Otherwise the price would depend on whether an instance had loaded the earlier setting.</summary>
    [Fact]
    public void Given_an_earlier_price_When_setting_one_outside_the_bounds_Then_the_published_price_applies() =>
        Assert.Equal(Published, PriceOf(Prices.WithOperatorPrice(new(550)).WithOperatorPrice(new(700))));

    /// <summary>Else a bill that just takes the fewest points could not be paid on a day with a discount.</summary>
    [Theory]
    [InlineData(200, 95, 190)]
    [InlineData(200, 90, 180)]
    [InlineData(201, 95, 190)]
    [InlineData(1, 50, 1)]
    public void At_a_discount_the_fewest_points_are_as_few_as_come_to_the_same_worth(
        long fewest,
        int percent,
        long atDiscount
    )
    {
        var price = new Price.Variable(new(200), new(100), Minimum: new(fewest));

        var discounted = Assert.IsType<Price.Variable>(price.Discounted(percent / 100m));

        Assert.Equal(new(atDiscount), discounted.Minimum);
        Assert.True(discounted.WorthOf(discounted.Minimum) >= price.WorthOf(price.Minimum));
    }

    private static Price PriceOf(PriceList prices) => prices.PriceOn(new(2027, 3, 1));
}
