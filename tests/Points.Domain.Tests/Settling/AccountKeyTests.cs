using Points.Domain.Settling;

namespace Points.Domain.Tests.Settling;

/// <summary>Where lines are kept, and in which month they count.</summary>
public sealed class AccountKeyTests
{
    [Theory]
    [InlineData("2027-02-28T15:59:59Z", "2027-02", 28)]
    [InlineData("2027-02-28T16:00:00Z", "2027-03", 1)]
    public void The_month_and_the_day_are_those_of_Shanghai(string at, string period, int day)
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
    public void A_key_reads_as_it_is_written(string text) => Assert.Equal(text, AccountKey.Parse(text).ToString());

    [Theory]
    [InlineData("2027-3")]
    [InlineData("2027-13")]
    [InlineData("last")]
    public void A_period_is_a_month(string text) => Assert.Null(SettlementPeriod.TryParse(text));

    [Fact]
    public void Amounts_below_a_fen_are_kept_exactly_in_two_whole_numbers()
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
