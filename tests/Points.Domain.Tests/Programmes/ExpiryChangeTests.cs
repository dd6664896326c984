using Points.Domain.Programmes;
using static Points.Domain.Tests.Programmes.ExpiryChangeSample;

namespace Points.Domain.Tests.Programmes;

/// <summary>
/// Points already earned expire sooner only under terms that say so, and never within thirty days of the notice (law
/// L2).
/// </summary>
public sealed class ExpiryChangeTests
{
    [Theory]
    // Earned in November 2026.
    [InlineData("2028-11-30", "2027-11-30")]
    // Earned in May 2026 and in June 2025: a year from then is over, but they stay usable on the day of the change.
    [InlineData("2028-05-31", "2027-06-01")]
    [InlineData("2027-06-30", "2027-06-01")]
    // No earlier terms give these last days, so the lots keep them.
    [InlineData("2027-06-01", "2027-06-01")]
    [InlineData("2028-11-17", "2028-11-17")]
    [InlineData(null, null)]
    public void Lots_expire_as_if_earned_under_the_new_terms(string? was, string? becomes) =>
        Assert.Equal(Day(becomes), ChangeOf(TwoYears, OneYear).CalculateExpiry(Day(was), NotifiedAt));

    [Theory]
    [InlineData("2027-05-25T12:00:00+08:00", "2027-06-24")]
    [InlineData("2027-05-25T23:59:59+08:00", "2027-06-24")]
    [InlineData("2027-05-26T00:00:00+08:00", "2027-06-25")]
    public void A_member_notified_late_has_thirty_days_from_the_notice(string notifiedAt, string day) =>
        Assert.Equal(Day(day), ChangeOf(TwoYears, OneYear).CalculateExpiry(Day("2028-05-31"), At(notifiedAt)));

    [Fact]
    public void Thirty_days_are_counted_in_the_time_zone_of_the_programme()
    {
        var utc = ChangeOf(TwoYears, OneYear) is var it
            ? it with
            {
                Terms = it.Terms with { TimeZone = TimeZoneInfo.Utc },
            }
            : null!;

        Assert.Equal(Day("2027-06-24"), utc.CalculateExpiry(Day("2028-05-31"), At("2027-05-26T00:00:00+08:00")));
    }

    [Fact]
    public void Given_a_member_who_was_not_notified_Then_no_lot_expires_sooner() =>
        Assert.Equal(
            Day("2028-11-30"),
            ChangeOf(TwoYears, OneYear).CalculateExpiry(Day("2028-11-30"), notifiedAt: null)
        );

    [Fact]
    public void A_longer_validity_needs_no_notice_and_revives_no_expired_lot()
    {
        var longer = ChangeOf(OneYear, TwoYears);

        Assert.Equal(Day("2028-11-30"), longer.CalculateExpiry(Day("2027-11-30"), notifiedAt: null));
        Assert.Equal(Day("2027-05-31"), longer.CalculateExpiry(Day("2027-05-31"), notifiedAt: null));
        Assert.Null(ChangeOf(OneYear, new Validity.Lifetime()).CalculateExpiry(Day("2027-11-30"), notifiedAt: null));
    }

    [Fact]
    public void A_lot_that_never_expires_counts_as_earned_on_the_last_day_before_the_change() =>
        Assert.Equal(Day("2028-05-31"), ChangeOf(new Validity.Lifetime(), OneYear).CalculateExpiry(null, NotifiedAt));

    [Theory]
    [InlineData(1, false, "2027-02-28", "2027-01-31")] // Points earned on 28 January expire on that day, too.
    [InlineData(12, false, "2029-02-28", "2028-02-29")]
    [InlineData(12, false, "2028-02-29", null)] // Points earned on 28 February 2027 expire the day before.
    [InlineData(12, true, "2028-02-29", "2027-02-28")]
    [InlineData(12, true, "2028-02-28", null)]
    [InlineData(12, true, "2040-01-31", null)]
    [InlineData(12, true, null, null)]
    public void The_latest_day_that_gives_a_lot_its_last_day_counts_as_its_earning_day(
        int months,
        bool monthEnd,
        string? end,
        string? earnedOn
    ) =>
        Assert.Equal(
            Day(earnedOn),
            new ExpiryChange.EarningPeriod(
                new Validity.Months(months, monthEnd),
                new(2020, 1, 1),
                new(2030, 12, 30)
            ).LatestEarningDay(Day(end))
        );

    [Fact]
    public void A_lot_with_a_fixed_date_or_without_expiry_counts_as_earned_on_the_last_day_of_the_period()
    {
        Assert.Equal(
            new DateOnly(2026, 12, 30),
            new ExpiryChange.EarningPeriod(
                new Validity.FixedDate(new(2030, 1, 1)),
                new(2020, 1, 1),
                new(2026, 12, 30)
            ).LatestEarningDay(new(2030, 1, 1))
        );
        Assert.Equal(
            new DateOnly(2026, 12, 30),
            new ExpiryChange.EarningPeriod(
                new Validity.Lifetime(),
                new(2020, 1, 1),
                new(2026, 12, 30)
            ).LatestEarningDay(null)
        );
        Assert.Null(
            new ExpiryChange.EarningPeriod(
                new Validity.Lifetime(),
                new(2020, 1, 1),
                new(2026, 12, 30)
            ).LatestEarningDay(new(2030, 1, 1))
        );
    }

    [Fact]
    public void A_revision_that_repeats_the_validity_is_not_an_expiry_change()
    {
        var revisions = Retroactive((TwoYears, "2025-01-01"), (OneYear, "2026-01-01"), (OneYear, "2027-01-01"));

        Assert.Equal(
            [
                [],
                [2],
                [2],
            ],
            revisions.Select(it => it.ExpiryChanges.Select(expiryChange => expiryChange.Revision).ToArray())
        );
    }

    [Fact]
    public void A_second_expiry_change_recognises_lots_by_the_day_the_first_one_gave_them()
    {
        var revisions = Retroactive(
            (TwoYears, "2020-01-01"),
            (OneYear, "2026-07-01"),
            (new Validity.Months(6, true), "2027-03-01")
        );

        // Earned in May 2026 for two years. Under the second revision it expires at the end of May 2027; under the
        // third it would have expired already.
        Assert.Equal(
            Day("2027-05-31"),
            revisions[2].ExpiryChanges[0].CalculateExpiry(Day("2028-05-31"), At("2026-05-01T00:00:00+08:00"))
        );
        Assert.Equal(
            Day("2027-03-01"),
            revisions[2].ExpiryChanges[1].CalculateExpiry(Day("2027-05-31"), At("2027-01-01T00:00:00+08:00"))
        );
    }

    [Fact]
    public void A_revision_that_was_superseded_before_it_took_effect_is_not_an_expiry_change()
    {
        var revisions = Retroactive((TwoYears, "2025-01-01"), (OneYear, "2027-06-01"), (TwoYears, "2027-05-01"));

        Assert.DoesNotContain(revisions[2].ExpiryChanges, it => it.Revision == 2);
    }
}
