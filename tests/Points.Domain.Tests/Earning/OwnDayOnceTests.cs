using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Earning;

/// <summary>A birthday brings benefits on one day in twelve months, however often it is changed.</summary>
public sealed class OwnDayOnceTests
{
    private static readonly ProgrammeTerms Birthdays = EarningSample.TermsWith(
        """
        {
          "base": [ { "id": "base", "pointsPerYuan": 1 } ],
          "multipliers": [ { "id": "own-day", "times": 3, "when": { "on": "birthday" } },
                           { "id": "pet-day", "times": 2, "when": { "on": "pet-birthday" } } ],
          "lateDays": 3660
        }
        """,
        """
        "actions": [
          { "action": "birthday", "points": 100, "limit": { "times": 5, "per": "month" }, "on": "birthday" },
          { "action": "pets", "points": 10, "limit": { "times": 2, "per": "year" }, "on": "pet-birthday" },
          { "action": "toast", "points": 7, "limit": { "times": 5, "per": "month" }, "when": { "on": "birthday" } }
        ],
        """
    );

    private static readonly Member Profile = new(
        "m-1",
        new(1990, 12, 25),
        null,
        true,
        null,
        null,
        new(false, false),
        ["shop"],
        [],
        null
    );

    [Fact]
    public void Given_a_gift_When_the_birthday_is_moved_Then_the_next_gift_is_twelve_months_later()
    {
        var gifted = Gift(WalletOf(Profile), "birthday", "2027-12-25").ExpectAccepted().PendingChange.Wallet;
        var moved = MoveTo(gifted, Profile, "1990-02-20", on: "2027-12-26");

        Assert.IsType<Refusal.NotEligible>(Gift(moved, "birthday", "2027-12-26").ExpectRefused());
        Assert.IsType<Refusal.LimitReached>(Gift(moved, "birthday", "2028-02-20").ExpectRefused());
        Gift(moved, "birthday", "2029-02-20").ExpectAccepted();
    }

    [Fact]
    public void Given_a_birthday_of_twelve_months_ago_When_it_comes_again_Then_it_counts()
    {
        var gifted = Gift(WalletOf(Profile with { BirthDate = new(2000, 2, 29) }), "birthday", "2028-02-29")
            .ExpectAccepted()
            .PendingChange.Wallet;

        Gift(gifted, "birthday", "2029-02-28").ExpectAccepted();
    }

    [Fact]
    public void Given_a_multiplied_purchase_When_the_birthday_is_moved_Then_the_new_day_is_not_multiplied()
    {
        var wallet = Buy(WalletOf(Profile), "2027-12-25", "a", out var first);
        wallet = Buy(wallet, "2027-12-25", "b", out var sameDay);
        wallet = MoveTo(wallet, Profile, "1990-02-20", on: "2027-12-26");
        wallet = Buy(wallet, "2027-12-26", "c", out var nextDay);
        wallet = Buy(wallet, "2028-02-20", "d", out var newDay);
        Buy(wallet, "2029-02-20", "e", out var yearLater);

        Assert.Equal((300L, 300L, 100L, 100L, 300L), (first, sameDay, nextDay, newDay, yearLater));
    }

    [Fact]
    public void Given_a_birthday_that_was_moved_When_a_purchase_is_posted_late_Then_the_birthday_of_that_time_counts()
    {
        var moved = MoveTo(WalletOf(Profile), Profile, "1990-02-20", on: "2027-12-26");

        Buy(moved, "2027-02-20", "a", out var beforeChange, bookedOn: "2028-06-01");
        var used = Buy(moved, "2027-12-25", "b", out var onPreviousDay, bookedOn: "2028-06-01");
        Buy(used, "2028-02-20", "c", out var onNewDay, bookedOn: "2028-06-02");

        Assert.Equal((100L, 300L, 100L), (beforeChange, onPreviousDay, onNewDay));
    }

    [Fact]
    public void Given_a_late_purchase_When_a_later_day_has_counted_already_Then_it_is_not_multiplied()
    {
        var moved = MoveTo(WalletOf(Profile), Profile, "1990-02-20", on: "2027-12-26");
        var used = Buy(moved, "2028-02-20", "a", out var first);

        Buy(used, "2027-12-25", "b", out var late, bookedOn: "2028-03-01");

        Assert.Equal((300L, 100L), (first, late));
    }

    [Fact]
    public void A_gift_and_purchases_of_the_same_birthday_all_count()
    {
        var wallet = Gift(WalletOf(Profile), "birthday", "2027-12-25").ExpectAccepted().PendingChange.Wallet;
        wallet = Gift(wallet, "toast", "2027-12-25").ExpectAccepted().PendingChange.Wallet;
        Buy(wallet, "2027-12-25", "a", out var points);

        Assert.Equal(300, points);
    }

    [Fact]
    public void An_action_with_a_condition_on_the_birthday_counts_on_one_day_in_twelve_months()
    {
        var toasted = Gift(WalletOf(Profile), "toast", "2027-12-25").ExpectAccepted().PendingChange.Wallet;
        var moved = MoveTo(toasted, Profile, "1990-02-20", on: "2027-12-26");

        Assert.IsType<Refusal.NotEligible>(Gift(moved, "toast", "2028-02-20").ExpectRefused());
        Gift(moved, "toast", "2029-02-20").ExpectAccepted();
    }

    [Fact]
    public void Each_pet_brings_one_gift_within_the_limit_of_the_action_in_any_twelve_months()
    {
        var owner = Profile with
        {
            Pets = [new("a", new(2020, 11, 1)), new("b", new(2020, 12, 1)), new("c", new(2020, 1, 5))],
        };
        var wallet = Gift(WalletOf(owner), "pets", "2027-11-01").ExpectAccepted().PendingChange.Wallet;
        wallet = Gift(wallet, "pets", "2027-12-01").ExpectAccepted().PendingChange.Wallet;

        Assert.IsType<Refusal.LimitReached>(Gift(wallet, "pets", "2028-01-05").ExpectRefused());
        Gift(wallet, "pets", "2028-11-01").ExpectAccepted();
    }

    [Fact]
    public void Given_one_pet_When_its_birthday_is_moved_Then_it_brings_no_second_gift()
    {
        var owner = Profile with { Pets = [new("a", new(2020, 3, 1))] };
        var wallet = Gift(WalletOf(owner), "pets", "2027-03-01").ExpectAccepted().PendingChange.Wallet;
        var moved = Replace(wallet, owner, owner with { Pets = [new("a", new(2020, 6, 1))] }, on: "2027-03-02");

        Assert.IsType<Refusal.LimitReached>(Gift(moved, "pets", "2027-06-01").ExpectRefused());
        Gift(moved, "pets", "2028-06-01").ExpectAccepted();
    }

    [Fact]
    public void However_many_pets_a_member_adds_Then_purchases_are_multiplied_on_one_day_in_twelve_months()
    {
        var owner = Profile with { Pets = [new("a", new(2020, 3, 1))] };
        var wallet = WalletOf(owner);
        var multiplied = 0;
        for (var day = 0; day < 20; day++)
        {
            var more = owner with { Pets = owner.Pets.Add(new($"p{day}", new DateOnly(2020, 3, 2).AddDays(day))) };
            wallet = Replace(wallet, owner, more, on: "2027-01-05");
            owner = more with { OwnDaySpans = wallet.Facts.OwnDaySpans };
        }
        for (var day = 0; day < 21; day++)
        {
            wallet = Buy(wallet, $"{new DateOnly(2027, 3, 1).AddDays(day):O}", $"o-{day}", out var points);
            multiplied += points == 200 ? 1 : 0;
        }

        Assert.Equal(1, multiplied);
    }

    [Fact]
    public void Given_a_price_for_birthdays_When_the_birthday_is_moved_Then_the_usual_price_is_due()
    {
        var mug = Terms.FindReward("mug")!;
        var half = new PriceDiscount("own-day", 0.5m, Condition.Always with { OwnDay = OwnDay.Birthday });
        var terms = Terms with { Rewards = [mug with { Price = mug.Price with { Discounts = [half] } }] };
        var wallet = WalletOf(Profile).AfterEarning(1_000, NoonOf("2027-12-01"));

        wallet = Take(wallet, terms, "2027-12-25", out var first);
        wallet = MoveTo(wallet, Profile, "1990-02-20", on: "2027-12-26");
        wallet = Take(wallet, terms, "2028-02-20", out var newDay);
        Take(wallet, terms, "2029-02-20", out var yearLater);

        Assert.Equal((50L, 100L, 50L), (first, newDay, yearLater));
    }

    [Fact]
    public void Given_a_reward_only_for_birthdays_When_the_birthday_is_moved_Then_refused_not_eligible()
    {
        var mug = Terms.FindReward("mug")! with { Eligible = Condition.Always with { OwnDay = OwnDay.Birthday } };
        var terms = Terms with { Rewards = [mug] };
        var wallet = WalletOf(Profile).AfterEarning(1_000, NoonOf("2027-12-01"));

        wallet = Take(wallet, terms, "2027-12-25", out _);
        wallet = MoveTo(wallet, Profile, "1990-02-20", on: "2027-12-26");

        Assert.IsType<Refusal.NotEligible>(
            Domain
                .Redeeming.Redeem.Decide(wallet, Redeem("mug"), terms, Request("late", NoonOf("2028-02-20")))
                .ExpectRefused()
        );
    }

    private static Wallet WalletOf(Member profile) => Wallet.Open(WalletOfMing, KeyOfMing, profile.Facts);

    private static Wallet MoveTo(Wallet wallet, Member profile, string born, string on) =>
        Replace(wallet, profile, profile with { BirthDate = DateOnly.Parse(born, null) }, on);

    private static Wallet Replace(Wallet wallet, Member current, Member next, string on) =>
        wallet with
        {
            Facts = Put(next, current, NoonOf(on)).Facts,
        };

    private static DateTimeOffset NoonOf(string day) => DateTimeOffset.Parse($"{day}T12:00:00+08:00", null);

    private static Decision Gift(Wallet wallet, string action, string day) =>
        RecordAction.Decide(
            wallet,
            new(wallet.Id, action, day, ByOperator: true),
            Birthdays,
            Request($"gift-{action}-{day}", NoonOf(day)),
            Allowance.Unlimited
        );

    private static Wallet Buy(Wallet wallet, string day, string order, out long points, string? bookedOn = null)
    {
        var change = Accrue
            .Decide(
                wallet,
                LoadedRecords.None,
                Purchase(10_000, order, at: NoonOf(day)),
                Birthdays,
                Request(order, NoonOf(bookedOn ?? day)),
                Allowance.Unlimited
            )
            .ExpectAccepted()
            .PendingChange;
        points = change.RequestEntry.Points.Value;
        return change.Wallet;
    }

    private static Wallet Take(Wallet wallet, ProgrammeTerms terms, string day, out long points)
    {
        var change = Domain
            .Redeeming.Redeem.Decide(wallet, Redeem("mug"), terms, Request($"take-{wallet.Sequence}", NoonOf(day)))
            .ExpectAccepted()
            .PendingChange;
        points = -change.RequestEntry.Points.Value;
        return change.Wallet;
    }
}
