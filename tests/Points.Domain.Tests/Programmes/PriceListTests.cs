using Points.Domain.Programmes;

namespace Points.Domain.Tests.Programmes;

/// <summary>The operator moves a usual price within its published bounds; beyond them it stands as published.</summary>
public sealed class PriceListTests
{
    private static readonly Price.Fixed Published = new(new(500), new(400));
    private static readonly PriceList Prices = new(Published, [], [], new PriceBounds(new(450), new(600)));

    [Theory]
    [InlineData(450)]
    [InlineData(600)]
    public void Within_the_bounds_it_is_what_was_set(long points) =>
        Assert.Equal(Published with { Points = new(points) }, PriceOf(Prices.WithOperatorPrice(new(points))));

    [Theory]
    [InlineData(449)]
    [InlineData(601)]
    public void Beyond_them_it_is_as_published(long points) =>
        Assert.Equal(Published, PriceOf(Prices.WithOperatorPrice(new(points))));

    /// <summary>Else who had seen the earlier price would go on asking for it, and who had not would not.</summary>
    [Fact]
    public void Set_beyond_the_bounds_an_earlier_setting_is_gone() =>
        Assert.Equal(Published, PriceOf(Prices.WithOperatorPrice(new(550)).WithOperatorPrice(new(700))));

    private static Price PriceOf(PriceList prices) => prices.PriceOn(new(2027, 3, 1));
}
