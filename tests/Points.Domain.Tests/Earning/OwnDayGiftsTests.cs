using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Earning;

/// <summary>Birthdays come once a year, those of 29 February too.</summary>
public sealed class OwnDayGiftsTests
{
    private static readonly ProgrammeTerms Kind = EarningSample.TermsWith(
        """{ "base": [ { "id": "base", "pointsPerYuan": 1 } ] }""",
        """
        "actions": [
          { "action": "birthday", "points": 100, "limit": { "times": 1, "per": "year" }, "on": "birthday" },
          { "action": "pet-birthday", "points": 200, "limit": { "times": 1, "per": "year" }, "on": "pet-birthday" },
          { "action": "share", "points": 20, "limit": { "times": 3, "per": "month" } }
        ],
        """
    );

    [Theory]
    [InlineData("2000-02-29", "2027-01-01", "2027-02-28")]
    [InlineData("2000-02-29", "2028-01-01", "2028-02-29")]
    [InlineData("2000-02-29", "2028-02-29", "2028-02-29")]
    [InlineData("2000-02-29", "2028-03-01", "2029-02-28")]
    [InlineData("1990-12-31", "2027-12-31", "2027-12-31")]
    [InlineData("1990-12-31", "2028-01-01", "2028-12-31")]
    [InlineData("1990-01-01", "2027-12-31", "2028-01-01")]
    public void The_next_birthday_is_the_calendar_s(string born, string from, string next) =>
        Assert.Equal(
            Kind.StartOfDay(DateOnly.Parse(next, null)),
            OwnDayGifts.NextAt(
                Verified with
                {
                    BirthDate = DateOnly.Parse(born, null),
                },
                Kind,
                DateOnly.Parse(from, null)
            )
        );

    [Fact]
    public void Of_a_member_and_several_pets_the_first_day_counts() =>
        Assert.Equal(
            Kind.StartOfDay(new(2027, 3, 5)),
            OwnDayGifts.NextAt(
                Verified with
                {
                    BirthDate = new(1990, 5, 1),
                    PetBirthdays = [new(2020, 9, 1), new(2021, 3, 5)],
                },
                Kind,
                new(2027, 1, 1)
            )
        );

    [Fact]
    public void Nobody_is_due_where_no_day_is_known_or_nothing_is_given()
    {
        Assert.Null(OwnDayGifts.NextAt(Verified, Kind, new(2027, 1, 1)));
        Assert.Null(OwnDayGifts.NextAt(Verified with { BirthDate = new(1990, 5, 1) }, Terms, new(2027, 1, 1)));
    }

    [Fact]
    public void Of_pets_whose_days_were_missed_each_has_its_own() =>
        Assert.Equal(
            ["pet-birthday 03-05", "pet-birthday 03-07"],
            OwnDayGifts
                .ListBetween(
                    Verified with
                    {
                        PetBirthdays = [new(2020, 3, 7), new(2021, 3, 5), new(2022, 3, 5), new(2019, 3, 11)],
                    },
                    Kind,
                    new(2027, 3, 4),
                    new(2027, 3, 10)
                )
                .Select(it => $"{it.Action.Action} {it.Day:MM-dd}")
        );

    [Fact]
    public void A_day_that_became_known_today_stays_due_for_whoever_was_asked_just_before()
    {
        var wallet = Wallet.Open(WalletOfMing, Verified with { BirthDate = new(1990, 11, 22) }) with
        {
            GiftsDueAt = Noon.AddSeconds(1),
        };

        Assert.Equal(Noon.AddSeconds(1), WalletMaintenance.ScheduleOf(wallet, Kind, Noon).Gifts);
        Assert.Equal(
            Kind.StartOfDay(new(2027, 11, 22)),
            WalletMaintenance.ScheduleOf(wallet with { GiftsDueAt = null }, Kind, Noon).Gifts
        );
    }

    [Fact]
    public void A_gift_that_a_job_brings_comes_with_a_greeting_and_counts_for_its_own_day()
    {
        var wallet = Wallet.Open(WalletOfMing, Verified with { BirthDate = new(1990, 12, 31) });
        var (late, next) = (
            new DateTimeOffset(2028, 1, 1, 9, 0, 0, TimeSpan.FromHours(8)),
            new DateTimeOffset(2028, 12, 31, 9, 0, 0, TimeSpan.FromHours(8))
        );

        var first = Give(wallet, new(2027, 12, 31), late).ExpectAccepted();
        Assert.Equal(100, first.PendingChange.Entries[^1].Points.Value);
        Assert.Equal(NoticeKind.Gift, first.NewRecords.OfType<Notice>().Single().Kind);

        Assert.IsType<Refusal.LimitReached>(Give(first.PendingChange.Wallet, new(2027, 12, 31), late).ExpectRefused());
        Give(first.PendingChange.Wallet, new(2028, 12, 31), next).ExpectAccepted();
    }

    [Fact]
    public void On_another_day_there_is_no_gift() =>
        Assert.IsType<Refusal.NotEligible>(
            Give(
                    Wallet.Open(WalletOfMing, Verified with { BirthDate = new(1990, 12, 31) }),
                    new(2027, 12, 30),
                    Noon.AddYears(2)
                )
                .ExpectRefused()
        );

    private static Decision Give(Wallet wallet, DateOnly day, DateTimeOffset now) =>
        RecordAction.Decide(
            wallet,
            new(wallet.Id, "birthday", $"{day:O}", ByOperator: true) { OwnDay = day },
            Kind,
            Request($"gift-{day:O}", now),
            Allowance.Unlimited
        );
}
