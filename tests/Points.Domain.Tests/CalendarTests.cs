using Points.Domain.Tests.Programmes.Rules;

namespace Points.Domain.Tests;

/// <summary>Dates beyond the calendar of .NET are its first or last day.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData("2028-02-29", 12, "2029-02-28")]
    [InlineData("2027-01-31", 1, "2027-02-28")]
    [InlineData("2027-03-31", -1, "2027-02-28")]
    [InlineData("9999-11-30", 1, "9999-12-30")]
    [InlineData("9999-12-31", 1, "9999-12-31")]
    [InlineData("9000-01-01", int.MaxValue, "9999-12-31")]
    [InlineData("0001-01-31", -1, "0001-01-01")]
    [InlineData("2027-01-01", int.MinValue, "0001-01-01")]
    public void Months_are_added_as_far_as_the_calendar_goes(string day, int months, string sum) =>
        Assert.Equal(DateOnly.Parse(sum, null), DateOnly.Parse(day, null).PlusMonths(months));

    [Theory]
    [InlineData("2028-02-28", 1, "2028-02-29")]
    [InlineData("9999-12-30", 2, "9999-12-31")]
    [InlineData("9999-12-30", int.MaxValue, "9999-12-31")]
    [InlineData("0001-01-02", -5, "0001-01-01")]
    public void Days_are_added_as_far_as_the_calendar_goes(string day, int days, string sum) =>
        Assert.Equal(DateOnly.Parse(sum, null), DateOnly.Parse(day, null).PlusDays(days));

    [Fact]
    public void Spans_are_added_as_far_as_the_calendar_goes()
    {
        var (first, last) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

        Assert.Equal(Sample.Noon.AddHours(-3), Sample.Noon.Plus(TimeSpan.FromHours(-3)));
        Assert.Equal(last, last.AddHours(-1).Plus(TimeSpan.FromHours(2)));
        Assert.Equal(last, Sample.Noon.Plus(TimeSpan.MaxValue));
        Assert.Equal(last, new DateTimeOffset(last.Ticks, TimeSpan.FromHours(8)).Plus(TimeSpan.FromHours(1)));
        Assert.Equal(first, first.AddHours(1).Plus(TimeSpan.FromHours(-2)));
        Assert.Equal(first, Sample.Noon.Plus(TimeSpan.MinValue));
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("America/Santiago")]
    public void The_first_and_the_last_day_have_a_beginning_in_every_time_zone(string zone)
    {
        var terms = Sample.Terms with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) };

        Assert.InRange(terms.InstantOf(DateOnly.MinValue, TimeOnly.MinValue), DateTimeOffset.MinValue, Sample.Noon);
        Assert.InRange(terms.InstantOf(DateOnly.MaxValue, new(23, 59)), Sample.Noon, DateTimeOffset.MaxValue);
    }

    [Fact]
    public void Given_the_highest_rates_and_amounts_Then_an_order_partly_paid_with_points_is_calculated()
    {
        var terms = EarningSample.TermsWith(
            """
            { "stacking": "multiply", "base": [ { "id": "base", "pointsPerYuan": 100 } ],
              "multipliers": [ { "id": "a", "times": 100 }, { "id": "b", "times": 100 },
                               { "id": "c", "times": 100 }, { "id": "d", "times": 100 } ],
              "bonuses": [ { "id": "bonus", "points": 1000000000, "per": "line" } ] }
            """
        );
        var half = Domain.Programmes.Rules.OrderLine.AmountMax.Value / 2;

        var earned = terms.Evaluate([EarningSample.Line(half), EarningSample.Line(half)], paidWithPointsFen: half);

        Assert.Equal(500_000_002_000_000_000, earned.Points.Value);
        Assert.Equal(earned.Points.Value, earned.PointsByLine.Sum(share => share.Value));
    }
}
