using System.Globalization;
using Points.Domain.Programmes;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Programmes;

/// <summary>Thirty times twenty-four hours from the last notice, and then the beginning of a day (law L2).</summary>
public sealed class NoticePeriodTests
{
    [Theory]
    [InlineData("2027-03-01T00:00:00+08:00", "2027-03-31")]
    [InlineData("2027-03-01T00:00:01+08:00", "2027-04-01")]
    [InlineData("2027-03-01T23:59:59+08:00", "2027-04-01")]
    [InlineData("2028-01-30T00:00:00+08:00", "2028-02-29")]
    [InlineData("2028-01-30T00:00:01+08:00", "2028-03-01")]
    public void It_counts_from_the_first_midnight_that_is_not_too_early(string lastNotifiedAt, string earliest) =>
        Assert.Equal(Day(earliest), NoticePeriod.EarliestOn(Terms, Instant(lastNotifiedAt)));

    [Theory]
    [InlineData("Asia/Shanghai", "2027-04-01")]
    [InlineData("UTC", "2027-03-31")]
    public void Midnight_is_where_the_programme_runs(string timeZone, string earliest) =>
        Assert.Equal(
            Day(earliest),
            NoticePeriod.EarliestOn(
                Terms with
                {
                    TimeZone = TimeZoneInfo.FindSystemTimeZoneById(timeZone),
                },
                Instant("2027-03-01T00:00:00Z")
            )
        );

    [Fact]
    public void Hours_count_and_not_days_where_clocks_are_put_forward()
    {
        var berlin = Terms with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };

        // Between the two midnights of 1 and 31 March 2027 an hour is missing.
        Assert.Equal(Day("2027-04-01"), NoticePeriod.EarliestOn(berlin, Instant("2027-03-01T00:00:00+01:00")));
        Assert.Equal(Day("2027-03-31"), NoticePeriod.EarliestOn(berlin, Instant("2027-02-28T23:00:00+01:00")));
    }

    [Theory]
    [InlineData("2027-06-01", "2027-03-01T12:00:00+08:00", "2027-03-01T12:05:00+08:00", "2027-06-01")]
    [InlineData("2027-03-15", "2027-03-01T12:00:00+08:00", "2027-03-01T12:05:00+08:00", "2027-04-01")]
    [InlineData("2027-03-15", "2027-03-01T12:00:00+08:00", "2027-05-01T12:00:00+08:00", "2027-05-02")]
    [InlineData("2027-03-15", "2027-03-01T12:00:00+08:00", "2027-04-30T23:59:30+08:00", "2027-05-02")]
    [InlineData("2027-03-15", "2027-03-01T12:00:00+08:00", "2027-04-30T23:59:00+08:00", "2027-05-01")]
    public void The_announced_day_stands_unless_it_is_too_early_and_never_one_that_has_begun(
        string announced,
        string lastNotifiedAt,
        string now,
        string day
    ) =>
        Assert.Equal(
            Day(day),
            NoticePeriod.FindEffectiveDay(Terms, Day(announced), Instant(lastNotifiedAt), Instant(now))
        );

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
