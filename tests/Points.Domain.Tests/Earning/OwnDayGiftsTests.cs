using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Earning;

/// <summary>Birthday gifts are due once a year, also for a birthday on 29 February.</summary>
public sealed class OwnDayGiftsTests
{
    private static readonly ProgrammeTerms GiftTerms = EarningSample.TermsWith(
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
    public void The_next_birthday_follows_the_calendar(string born, string from, string next) =>
        Assert.Equal(
            GiftTerms.StartOfDay(DateOnly.Parse(next, null)),
            OwnDayGifts.NextAt(
                Verified with
                {
                    BirthDate = DateOnly.Parse(born, null),
                },
                GiftTerms,
                DateOnly.Parse(from, null)
            )
        );

    [Fact]
    public void Given_a_member_with_pets_Then_the_earliest_birthday_is_due() =>
        Assert.Equal(
            GiftTerms.StartOfDay(new(2027, 3, 5)),
            OwnDayGifts.NextAt(
                Verified with
                {
                    BirthDate = new(1990, 5, 1),
                    PetBirthdays = [new(2020, 9, 1), new(2021, 3, 5)],
                },
                GiftTerms,
                new(2027, 1, 1)
            )
        );

    [Fact]
    public void Given_no_birthday_or_no_gift_Then_nothing_is_due()
    {
        Assert.Null(OwnDayGifts.NextAt(Verified, GiftTerms, new(2027, 1, 1)));
        Assert.Null(OwnDayGifts.NextAt(Verified with { BirthDate = new(1990, 5, 1) }, Terms, new(2027, 1, 1)));
    }

    [Fact]
    public void Given_missed_pet_birthdays_Then_each_pet_has_its_own_gift() =>
        Assert.Equal(
            ["pet-birthday 03-05", "pet-birthday 03-07"],
            OwnDayGifts
                .ListBetween(
                    Verified with
                    {
                        PetBirthdays = [new(2020, 3, 7), new(2021, 3, 5), new(2022, 3, 5), new(2019, 3, 11)],
                    },
                    GiftTerms,
                    new(2027, 3, 4),
                    new(2027, 3, 10)
                )
                .Select(it => $"{it.Action.Action} {it.Day:MM-dd}")
        );

    [Fact]
    public void A_birthday_that_is_today_stays_due_even_for_a_clock_that_is_a_moment_behind()
    {
        var wallet = Wallet.Open(WalletOfMing, KeyOfMing, Verified with { BirthDate = new(1990, 11, 22) }) with
        {
            GiftsDueAt = Noon.AddSeconds(1),
        };

        Assert.Equal(Noon.AddSeconds(1), WalletMaintenance.ScheduleOf(wallet, GiftTerms, Noon).Gifts);
        Assert.Equal(
            GiftTerms.StartOfDay(new(2027, 11, 22)),
            WalletMaintenance.ScheduleOf(wallet with { GiftsDueAt = null }, GiftTerms, Noon).Gifts
        );
    }

    [Fact]
    public void A_gift_has_a_greeting_and_counts_for_its_own_day()
    {
        var wallet = Wallet.Open(WalletOfMing, KeyOfMing, Verified with { BirthDate = new(1990, 12, 31) });
        var (late, next) = (
            new DateTimeOffset(2028, 1, 1, 9, 0, 0, TimeSpan.FromHours(8)),
            new DateTimeOffset(2028, 12, 31, 9, 0, 0, TimeSpan.FromHours(8))
        );

        var first = Give(wallet, new(2027, 12, 31), late).ExpectAccepted();
        Assert.Equal(100, first.PendingChange.RequestEntry.Points.Value);
        Assert.Equal(NoticeKind.Gift, first.NewRecords.OfType<Notice>().Single().Kind);

        Assert.IsType<Refusal.LimitReached>(Give(first.PendingChange.Wallet, new(2027, 12, 31), late).ExpectRefused());
        Give(first.PendingChange.Wallet, new(2028, 12, 31), next).ExpectAccepted();
    }

    [Fact]
    public void Given_another_day_When_giving_a_birthday_gift_Then_refused_not_eligible() =>
        Assert.IsType<Refusal.NotEligible>(
            Give(
                    Wallet.Open(WalletOfMing, KeyOfMing, Verified with { BirthDate = new(1990, 12, 31) }),
                    new(2027, 12, 30),
                    Noon.AddYears(2)
                )
                .ExpectRefused()
        );

    private static Decision Give(Wallet wallet, DateOnly day, DateTimeOffset now) =>
        RecordAction.Decide(
            wallet,
            new(wallet.Id, "birthday", $"{day:O}", ByOperator: true) { OwnDay = day },
            GiftTerms,
            Request($"gift-{day:O}", now),
            Allowance.Unlimited
        );
}
