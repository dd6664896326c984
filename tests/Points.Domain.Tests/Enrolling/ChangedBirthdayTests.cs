using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Enrolling;

/// <summary>
/// A changed birthday counts for benefits from 30 days after the change; until then the previous one counts.
/// </summary>
public sealed class ChangedBirthdayTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly Member Ming = new(
        "m-1",
        new(1990, 12, 25),
        null,
        true,
        null,
        "zh",
        new(false, false),
        ["shop"],
        [],
        null
    );

    [Fact]
    public void The_birthday_known_at_enrolment_counts_at_once()
    {
        var member = Enrolled(Ming);

        Assert.Empty(member.OwnDaySpans);
        Assert.Equal(["2026-12-25", "2027-12-25"], BirthdaysOf(member));
    }

    [Fact]
    public void A_changed_birthday_counts_from_30_days_later_and_the_previous_one_until_then()
    {
        var member = Change(Enrolled(Ming), "2026-12-26", born: "1990-01-02");

        Assert.Equal(["2026-12-25", "2028-01-02"], BirthdaysOf(member));
        Assert.Equal(
            ["2026-12-25", "2027-01-25", "2028-01-25"],
            BirthdaysOf(Change(Enrolled(Ming), "2026-12-26", born: "1990-01-25"))
        );
        Assert.Equal(
            ["2026-12-25", "2028-01-24"],
            BirthdaysOf(Change(Enrolled(Ming), "2026-12-26", born: "1990-01-24"))
        );
    }

    [Fact]
    public void Given_a_change_that_does_not_count_yet_When_changing_again_Then_it_never_counts()
    {
        var member = Change(Change(Enrolled(Ming), "2026-11-30", born: "1990-12-31"), "2026-12-20", born: "1990-03-01");

        Assert.Equal(["2026-12-25", "2027-03-01", "2028-03-01"], BirthdaysOf(member));
    }

    [Fact]
    public void Given_a_mistake_that_is_put_right_within_30_days_Then_nothing_has_changed()
    {
        var wrong = Change(Enrolled(Ming), "2026-12-01", born: "1990-03-01");
        var removed = Change(Enrolled(Ming), "2026-12-01", born: null);

        Assert.Equal(["2026-12-25", "2027-12-25"], BirthdaysOf(Change(wrong, "2026-12-20", born: "1990-12-25")));
        Assert.Equal(["2026-12-25", "2027-12-25"], BirthdaysOf(Change(removed, "2026-12-20", born: "1990-12-25")));
    }

    [Fact]
    public void Given_a_change_that_counts_When_changing_back_Then_that_is_a_change_too()
    {
        var there = Change(Enrolled(Ming), "2026-11-01", born: "1990-12-15");
        var back = Change(there, "2026-12-16", born: "1990-12-25");

        Assert.Equal(["2026-12-15", "2027-12-25"], BirthdaysOf(back));
    }

    [Fact]
    public void A_correction_of_the_year_or_of_a_pets_name_changes_nothing()
    {
        var owner = Enrolled(Ming with { Pets = [new("Mimi", new(2020, 5, 1))] });
        var corrected = owner with { BirthDate = new(1985, 12, 25), Pets = [new("Bobo", new(2021, 5, 1))] };

        Assert.Empty(Enrol(corrected, owner, "2026-12-01").OwnDaySpans);
    }

    [Fact]
    public void The_first_birthday_that_is_given_counts_at_once_and_one_that_was_removed_does_not()
    {
        var unknown = Enrolled(Ming with { BirthDate = null });

        Assert.Equal(["2026-12-25", "2027-12-25"], BirthdaysOf(Change(unknown, "2026-12-25", born: "1990-12-25")));
        Assert.Equal(
            ["2028-01-02"],
            BirthdaysOf(Change(Change(Enrolled(Ming), "2026-12-01", born: null), "2026-12-05", born: "1990-01-02"))
        );
    }

    [Fact]
    public void A_pet_that_is_added_counts_from_30_days_later_and_the_others_as_before()
    {
        var owner = Enrolled(Ming with { Pets = [new("Mimi", new(2020, 12, 5))] });
        var added = owner with
        {
            Pets = [.. owner.Pets, new("Bobo", new(2026, 12, 20)), new("Coco", new(2026, 1, 20))],
        };

        Assert.Equal(
            ["2026-12-05", "2027-01-20", "2027-12-05", "2027-12-20", "2028-01-20"],
            PetBirthdaysOf(Enrol(added, owner, "2026-12-10"))
        );
    }

    [Fact]
    public void A_pet_that_is_removed_no_longer_counts_unless_another_takes_its_place()
    {
        var owner = Enrolled(Ming with { Pets = [new("Mimi", new(2020, 12, 25))] });

        Assert.Empty(PetBirthdaysOf(Enrol(owner with { Pets = [] }, owner, "2026-12-10")));
        Assert.Equal(
            ["2026-12-25", "2028-01-02"],
            PetBirthdaysOf(Enrol(owner with { Pets = [new("Mimi", new(2020, 1, 2))] }, owner, "2026-12-10"))
        );
    }

    [Fact]
    public void However_often_pets_change_Then_the_spans_stay_few()
    {
        var member = Enrolled(Ming);
        var start = DateTimeOffset.Parse("2026-12-01T12:00:00+08:00", null);
        for (var i = 0; i < 400; i++)
            member = Put(
                member with
                {
                    Pets =
                    [
                        .. Enumerable
                            .Range(0, Member.PetsMax)
                            .Select(pet => new Pet("p", new DateOnly(2020, 1, 1).AddDays((i * 7) + pet))),
                    ],
                },
                member,
                start.AddDays(i)
            );

        Assert.InRange(member.OwnDaySpans.Length, 1, OwnDaySpan.CountMax);
        Assert.All(
            member.Facts.YearlyDaysFor(OwnDay.PetBirthday),
            day => Assert.Contains(member.OwnDaySpans, it => it.Day == day && it.Until is null)
        );
    }

    private static Member Enrolled(Member profile) => Put(profile, null, Noon);

    private static Member Change(Member current, string on, string? born) =>
        Enrol(current with { BirthDate = born is null ? null : DateOnly.Parse(born, null) }, current, on);

    private static Member Enrol(Member profile, Member current, string on) =>
        Put(profile, current, DateTimeOffset.Parse($"{on}T09:00:00+08:00", null));

    private static string[] BirthdaysOf(Member member) => DaysOf(member, OwnDay.Birthday);

    private static string[] PetBirthdaysOf(Member member) => DaysOf(member, OwnDay.PetBirthday);

    /// <summary>The days from December 2026 to January 2028, and 1 March 2028, that count.</summary>
    private static string[] DaysOf(Member member, OwnDay kind) =>
        [
            .. Enumerable
                .Range(0, 457)
                .Select(day => new DateOnly(2026, 12, 1).AddDays(day))
                .Where(day => member.Facts.IsOwnDay(kind, day, Shanghai))
                .Select(day => $"{day:O}"),
        ];
}
