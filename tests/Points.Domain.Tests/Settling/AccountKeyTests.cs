using Points.Domain.Settling;

namespace Points.Domain.Tests.Settling;

/// <summary>Account keys, settlement periods, and exact amounts.</summary>
public sealed class AccountKeyTests
{
    [Theory]
    [InlineData("2027-02-28T15:59:59Z", "2027-02", 28)]
    [InlineData("2027-02-28T16:00:00Z", "2027-03", 1)]
    public void Month_and_day_are_in_Shanghai_time(string at, string period, int day)
    {
        var instant = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            (period, day),
            (SettlementPeriod.Containing(instant).ToString(), SettlementPeriod.DayOf(instant).Day)
        );
        Assert.Equal(day == 1, SettlementPeriod.Parse("2027-02").HasEnded(instant));
    }

    [Theory]
    [InlineData("corner.store-1~2027-03~green~7.0")]
    [InlineData("*~2027-03~green~0.3")]
    public void A_key_is_read_back_as_written(string text) =>
        Assert.Equal(text, SettlementAccountKey.Parse(text).ToString());

    [Theory]
    [InlineData("2027-3")]
    [InlineData("2027-13")]
    [InlineData("last")]
    public void A_period_must_be_a_month(string text) => Assert.Null(SettlementPeriod.TryParse(text));

    [Fact]
    public void An_amount_splits_exactly_into_whole_fen_and_millionths()
    {
        foreach (
            var amount in (ExactFen[])
                [new(-3000), new(0.000001m), new(-0.66m), new(2800.125m), -new ExactFen(49.999999m)]
        )
        {
            var (whole, millionths) = amount.ToParts();
            Assert.InRange(millionths, 0, ExactFen.PartsPerFen - 1);
            Assert.Equal(amount, ExactFen.FromParts(whole, millionths));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExactFen(0.0000001m));
        Assert.Equal(
            (new Fen(2), new Fen(2), new Fen(-2)),
            (new ExactFen(1.5m).Round(), new ExactFen(2.5m).Round(), new ExactFen(-2.5m).Round())
        );
    }
}
