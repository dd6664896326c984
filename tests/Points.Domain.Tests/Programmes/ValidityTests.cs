using System.Globalization;
using Points.Domain.Programmes;

namespace Points.Domain.Tests.Programmes;

public sealed class ValidityTests
{
    [Theory]
    [InlineData("2026-11-22", 24, true, "2028-11-30")]
    [InlineData("2026-11-22", 24, false, "2028-11-22")]
    [InlineData("2026-02-28", 24, true, "2028-02-29")]
    [InlineData("2028-02-29", 12, false, "2029-02-28")]
    [InlineData("2028-02-29", 12, true, "2029-02-28")]
    [InlineData("2027-01-31", 1, false, "2027-02-28")]
    [InlineData("2026-12-31", 2, true, "2027-02-28")]
    public void Months_count_from_the_day_of_earning_and_may_extend_to_the_month_end(
        string earnedOn,
        int months,
        bool monthEnd,
        string expiresOn
    ) => Assert.Equal(Day(expiresOn), new Validity.Months(months, monthEnd).ExpiresOn(Day(earnedOn)));

    [Fact]
    public void Lifetime_points_never_expire() => Assert.Null(new Validity.Lifetime().ExpiresOn(Day("2026-11-22")));

    [Fact]
    public void A_fixed_date_is_the_last_day_of_all_points() =>
        Assert.Equal(Day("2027-12-31"), new Validity.FixedDate(Day("2027-12-31")).ExpiresOn(Day("2026-11-22")));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
