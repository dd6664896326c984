using System.Globalization;
using Points.Domain.Programmes;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Programmes;

/// <summary>
/// The notice period lasts 30 × 24 hours from the last notice. A change takes effect at the next midnight (law L2).
/// </summary>
public sealed class NoticePeriodTests
{
    [Theory]
    [InlineData("2027-03-01T00:00:00+08:00", "2027-03-31")]
    [InlineData("2027-03-01T00:00:01+08:00", "2027-04-01")]
    [InlineData("2027-03-01T23:59:59+08:00", "2027-04-01")]
    [InlineData("2028-01-30T00:00:00+08:00", "2028-02-29")]
    [InlineData("2028-01-30T00:00:01+08:00", "2028-03-01")]
    public void The_earliest_day_is_the_first_that_begins_after_the_period(string lastNotifiedAt, string earliest) =>
        Assert.Equal(Day(earliest), NoticePeriod.EarliestOn(Terms, Instant(lastNotifiedAt)));

    [Theory]
    [InlineData("Asia/Shanghai", "2027-04-01")]
    [InlineData("UTC", "2027-03-31")]
    public void Midnight_is_in_the_time_zone_of_the_programme(string timeZone, string earliest) =>
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
    public void Given_clocks_put_forward_Then_the_notice_period_still_lasts_30_times_24_hours()
    {
        var berlin = Terms with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };

        // An hour is missing between midnight on 1 March 2027 and midnight on 31 March.
        Assert.Equal(Day("2027-04-01"), NoticePeriod.EarliestOn(berlin, Instant("2027-03-01T00:00:00+01:00")));
        Assert.Equal(Day("2027-03-31"), NoticePeriod.EarliestOn(berlin, Instant("2027-02-28T23:00:00+01:00")));
    }

    [Theory]
    [InlineData("2027-06-01", "2027-03-01T12:00:00+08:00", "2027-03-01T12:05:00+08:00", "2027-06-01")]
    [InlineData("2027-03-15", "2027-03-01T12:00:00+08:00", "2027-03-01T12:05:00+08:00", "2027-04-01")]
    [InlineData("2027-03-15", "2027-03-01T12:00:00+08:00", "2027-05-01T12:00:00+08:00", "2027-05-02")]
    // A minute before midnight is the last moment: instances need that long to load the revision.
    [InlineData("2027-03-15", "2027-03-01T12:00:00+08:00", "2027-04-30T23:59:30+08:00", "2027-05-02")]
    [InlineData("2027-03-15", "2027-03-01T12:00:00+08:00", "2027-04-30T23:59:00+08:00", "2027-05-01")]
    public void The_announced_day_stands_unless_it_is_too_early_or_about_to_begin(
        string announced,
        string lastNotifiedAt,
        string now,
        string expected
    ) =>
        Assert.Equal(
            Day(expected),
            NoticePeriod.FindEffectiveDay(Terms, Day(announced), Instant(lastNotifiedAt), Instant(now))
        );

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
