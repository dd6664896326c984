using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Programmes.Rules.EarningSample;

namespace Points.Domain.Tests.Programmes.Rules;

/// <summary>Each part of a condition, at its boundaries.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("2027-03-14", false)]
    [InlineData("2027-03-15", true)]
    [InlineData("2027-03-21", true)]
    [InlineData("2027-03-22", false)]
    public void A_window_includes_its_first_and_last_day(string day, bool holds) =>
        Assert.Equal(holds, new DateWindow(new(2027, 3, 15), new(2027, 3, 21), []).Contains(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2028-06-06", true)]
    [InlineData("2027-06-06", true)]
    [InlineData("2027-06-05", false)]
    [InlineData("2027-06-07", false)]
    public void A_yearly_day_comes_back_every_year(string day, bool holds) =>
        Assert.Equal(holds, new DateWindow(null, null, [new(6, 6)]).Contains(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2027-02-28", true)]
    [InlineData("2028-02-28", false)]
    [InlineData("2028-02-29", true)]
    [InlineData("2027-03-01", false)]
    public void A_29_February_falls_on_the_28th_in_common_years(string day, bool holds)
    {
        var date = DateOnly.Parse(day, null);

        Assert.Equal(holds, new YearlyDay(2, 29).IsOn(date));
        Assert.Equal(
            holds,
            (Sample.Verified with { BirthDate = new(2000, 2, 29) }).IsOwnDay(OwnDay.Birthday, date, TimeZoneInfo.Utc)
        );
        Assert.Equal(
            holds,
            (Sample.Verified with { PetBirthdays = [new(2020, 2, 29)] }).IsOwnDay(
                OwnDay.PetBirthday,
                date,
                TimeZoneInfo.Utc
            )
        );
    }

    [Theory]
    [InlineData("1966-11-22", true)]
    [InlineData("1966-11-23", false)]
    public void Age_is_reached_on_the_birthday(string born, bool holds) =>
        Assert.Equal(
            holds,
            (Condition.Always with { AgeAtLeast = 60 }).HoldsForLine(
                Line(1),
                ContextOf([], Sample.Verified with { BirthDate = DateOnly.Parse(born, null) })
            )
        );

    [Fact]
    public void Age_is_that_of_the_day_a_service_is_used()
    {
        var order = ContextOf([], Sample.Verified with { BirthDate = Today.AddYears(-60).AddDays(10) });
        var senior = Condition.Always with { AgeAtLeast = 60 };

        Assert.False(senior.HoldsForLine(Line(1), order));
        Assert.False(senior.HoldsForLine(Line(1, serviceOn: Today.AddDays(9)), order));
        Assert.True(senior.HoldsForLine(Line(1, serviceOn: Today.AddDays(10)), order));
        Assert.True((Condition.Always with { AgeBelow = 60 }).HoldsForLine(Line(1), order));
    }

    [Fact]
    public void Given_an_unknown_birth_date_Then_no_age_condition_holds()
    {
        Assert.False((Condition.Always with { AgeAtLeast = 1 }).HoldsForLine(Line(1), ContextOf([])));
        Assert.False((Condition.Always with { AgeBelow = 100 }).HoldsForLine(Line(1), ContextOf([])));
    }

    [Fact]
    public void Grades_groups_tiers_merchants_channels_balances_and_spending_are_checked()
    {
        var order = ContextOf(
            [Line(5_000)],
            Sample.Verified with
            {
                CreditGrade = CreditGrade.B,
                Groups = ["school-1"],
            },
            tier: "gold"
        ) with
        {
            Balance = new(5_000),
        };

        Assert.All(
            new[]
            {
                Condition.Always,
                Condition.Always with
                {
                    CreditGrades = [CreditGrade.A, CreditGrade.B],
                },
                Condition.Always with
                {
                    Groups = ["school-1"],
                },
                Condition.Always with
                {
                    Tiers = ["gold"],
                },
                Condition.Always with
                {
                    Merchants = ["kiosk", "shop"],
                },
                Condition.Always with
                {
                    Channels = ["store"],
                },
                Condition.Always with
                {
                    BalanceAtLeast = new(5_000),
                },
                Condition.Always with
                {
                    SpendAtLeast = new(5_000),
                },
            },
            condition => Assert.True(condition.HoldsForOrder(order))
        );
        Assert.All(
            new[]
            {
                Condition.Always with
                {
                    CreditGrades = [CreditGrade.C],
                },
                Condition.Always with
                {
                    Groups = ["school-2"],
                },
                Condition.Always with
                {
                    Tiers = ["silver"],
                },
                Condition.Always with
                {
                    Merchants = ["kiosk"],
                },
                Condition.Always with
                {
                    Channels = ["app"],
                },
                Condition.Always with
                {
                    BalanceAtLeast = new(5_001),
                },
                Condition.Always with
                {
                    SpendAtLeast = new(5_001),
                },
                Condition.Always with
                {
                    Window = new(Today.AddDays(1), null, []),
                },
            },
            condition => Assert.False(condition.HoldsForOrder(order))
        );
    }

    [Theory]
    [InlineData(10, 10, true, true)]
    [InlineData(9, 11, true, false)]
    [InlineData(10, 10, false, false)]
    [InlineData(9, 0, true, false)]
    [InlineData(10, 0, true, true)]
    public void An_affinity_is_half_of_the_last_twenty_lines_and_needs_consent(
        int dresses,
        int others,
        bool consents,
        bool isMet
    )
    {
        var recent = new RecentCategories([
            .. Enumerable.Repeat(new RecentCategory("dress", 0), dresses),
            .. Enumerable.Repeat(new RecentCategory("jeans", 0), others),
        ]);

        Assert.Equal(
            isMet,
            new Affinity("dress", 20, 0.5m).IsMetBy(
                recent,
                Sample.Verified with
                {
                    Personalisation = consents,
                },
                new(2026, 12, 1)
            )
        );
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData("2012-12-01", false, true)]
    [InlineData("2012-12-02", false, false)]
    [InlineData("2012-12-02", true, true)]
    [InlineData("2012-12-01", true, false)]
    public void An_affinity_needs_a_consent_that_counts_at_the_members_age(string? born, bool byGuardian, bool isMet) =>
        Assert.Equal(
            isMet,
            new Affinity("dress", 1, 1m).IsMetBy(
                new([new("dress", 0)]),
                Sample.Verified with
                {
                    Personalisation = true,
                    PersonalisationByGuardian = byGuardian,
                    BirthDate = born is null ? null : DateOnly.Parse(born, null),
                },
                new(2026, 12, 1)
            )
        );

    [Fact]
    public void Only_the_newest_lines_count_for_an_affinity()
    {
        var recent = RecentCategories
            .None.Append(Enumerable.Repeat(Line(1, "dress"), 15), bookedAfter: 0, countMax: 20)
            .Append(Enumerable.Repeat(Line(1, "jeans"), 11), bookedAfter: 1, countMax: 20);

        Assert.Equal((20, 9), (recent.All.Length, recent.CountOf("dress", 20)));
    }
}
