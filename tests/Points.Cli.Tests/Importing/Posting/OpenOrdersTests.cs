using Points.Cli.Importing.Posting;
using Points.Cli.Importing.Reading;

namespace Points.Cli.Tests.Importing.Posting;

public sealed class OpenOrdersTests
{
    private static readonly DateTimeOffset Opening = new(2009, 12, 1, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly OpenOrders _orders = new();

    [Fact]
    public void Given_no_order_Then_a_cancellation_matches_none() =>
        Assert.Null(_orders.Find(Cancellation("C1", 0, 1)));

    [Fact]
    public void Given_several_orders_Then_a_cancellation_matches_the_latest_one_before_it()
    {
        Add(("early", 1, 500), ("late", 2, 500), ("after", 4, 500));
        Assert.Equal("late", _orders.Find(Cancellation("C1", 3, 500)));
        Assert.Equal("late", _orders.Find(Cancellation("C2", 2, 500)));
        Assert.Equal("early", _orders.Find(Cancellation("C3", 1, 500)));
        Assert.Null(_orders.Find(Cancellation("C4", 0, 500)));
    }

    [Fact]
    public void Given_rows_not_sorted_by_time_Then_the_time_decides()
    {
        Add(("late", 3, 500), ("early", 1, 500), ("middle", 2, 500));
        Assert.Equal("middle", _orders.Find(Cancellation("C1", 2, 500)));
        Assert.Equal("late", _orders.Find(Cancellation("C2", 5, 500)));
    }

    [Fact]
    public void Given_orders_of_the_same_time_Then_the_last_one_in_the_file_is_the_latest()
    {
        Add(("after", 2, 500), ("first", 1, 500), ("second", 1, 500));
        Assert.Equal("second", _orders.Find(Cancellation("C1", 1, 500)));
    }

    [Fact]
    public void Given_a_latest_order_that_is_too_small_Then_an_earlier_one_matches()
    {
        Add(("large", 1, 500), ("small", 2, 499));
        Assert.Equal("large", _orders.Find(Cancellation("C1", 3, 500)));
        Assert.Equal("small", _orders.Find(Cancellation("C2", 3, 499)));
        Assert.Null(_orders.Find(Cancellation("C3", 3, 501)));
    }

    [Fact]
    public void Earlier_cancellations_reduce_what_is_left_of_an_order()
    {
        Add(("early", 1, 500), ("late", 2, 500));
        Assert.Equal("late", Take("C1", 3, 300));
        Assert.Equal("early", Take("C2", 3, 201));
        Assert.Equal("late", Take("C3", 3, 200));
        Assert.Equal("early", Take("C4", 3, 299));
        Assert.Null(_orders.Find(Cancellation("C5", 3, 1)));
    }

    [Fact]
    public void Finding_a_match_takes_nothing_from_the_order()
    {
        Add(("order", 1, 500));
        Assert.Equal("order", _orders.Find(Cancellation("C1", 2, 500)));
        Assert.Equal("order", _orders.Find(Cancellation("C2", 2, 500)));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(500)]
    public void A_repeated_order_in_the_file_adds_nothing(long taken)
    {
        Add(("order", 1, 500));
        Take("C1", 2, taken);
        Add(("order", 1, 500));
        Assert.Null(_orders.Find(Cancellation("C2", 2, 500 - taken + 1)));
    }

    [Fact]
    public void A_repeated_cancellation_matches_the_same_order_and_takes_nothing_more()
    {
        Add(("early", 1, 500), ("late", 2, 500));
        Take("C1", 3, 300);
        Add(("later", 3, 500));
        Assert.Equal("late", Take("C1", 3, 300));
        Assert.Equal("later", Take("C2", 3, 500));
        Assert.Equal("late", Take("C3", 3, 200));
    }

    [Fact]
    public void A_repeated_cancellation_still_matches_an_order_that_is_used_up()
    {
        Add(("early", 1, 500), ("late", 2, 500));
        Take("C1", 3, 500);
        Assert.Equal("late", Take("C1", 3, 500));
        Assert.Equal("early", Take("C2", 3, 500));
    }

    private void Add(params (string OrderId, int Hour, long Fen)[] orders)
    {
        foreach (var (orderId, hour, fen) in orders)
            _orders.Add(new([], "m", orderId, Opening.AddHours(hour), [new("sku", "any", new(fen))], Fen.Zero));
    }

    private string? Take(string refundId, int hour, long fen)
    {
        var cancellation = Cancellation(refundId, hour, fen);
        var orderId = _orders.Find(cancellation);
        if (orderId is not null)
            _orders.ApplyRefund(cancellation, orderId);
        return orderId;
    }

    private static Transaction.Refund Cancellation(string refundId, int hour, long fen) =>
        new([], "m", refundId, OrderId: null, Opening.AddHours(hour), new(fen));
}
