using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Granting;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Granting;

/// <summary>
/// A gift that comes without the member's doing takes no benefit of another birthday from them, and still comes on one
/// birthday in twelve months (decision 30).
/// </summary>
public sealed class GrantedOwnDayTests
{
    private static readonly ProgrammeTerms Terms = EarningSample.TermsWith(
        """
        {
          "base": [ { "id": "base", "pointsPerYuan": 1 } ],
          "multipliers": [ { "id": "pet-day", "times": 5, "when": { "on": "pet-birthday" } },
                           { "id": "own-day", "times": 3, "when": { "on": "birthday" } } ]
        }
        """,
        """
        "actions": [
          { "action": "pets", "points": 10, "limit": { "times": 2, "per": "year" }, "on": "pet-birthday" }
        ],
        "grants": [
          { "id": "pet-gift", "points": 1, "limit": { "times": 1, "per": "day" }, "when": { "on": "pet-birthday" } },
          { "id": "gift", "points": 1, "limit": { "times": 1, "per": "day" }, "when": { "on": "birthday" } }
        ],
        """
    );

    private static readonly Member Owner = new(
        "m-1",
        new(1990, 12, 25),
        null,
        true,
        null,
        null,
        new(false, false),
        ["shop"],
        [new("a", new(2020, 3, 1)), new("b", new(2020, 6, 1))],
        null
    );

    [Theory]
    [InlineData("2027-03-01", "2027-06-01")]
    [InlineData("2028-03-01", "2028-06-01")]
    public void Given_a_gift_for_one_pet_When_buying_on_the_birthday_of_the_other_Then_it_is_multiplied(
        string first,
        string second
    )
    {
        var wallet = GiveAndRecord(Wallet.Open(WalletOfMing, KeyOfMing, Owner.Facts), first);
        wallet = GiveAndRecord(wallet, second);

        wallet = Buy(wallet, second, "a", out var onSecond);
        Buy(wallet, Next(first), "b", out var onFirstOfNextYear);

        // Purchases are multiplied on one day in twelve months.
        Assert.Equal((500, 100), (onSecond, onFirstOfNextYear));
    }

    [Fact]
    public void Given_a_grant_When_the_birthday_is_moved_Then_no_second_grant_within_twelve_months()
    {
        var wallet = Wallet.Open(WalletOfMing, KeyOfMing, Owner.Facts);
        wallet = GrantSample
            .Give(wallet, Terms.FindGrant("gift")!, Terms, NoonOf("2027-12-25"))
            .ExpectAccepted()
            .PendingChange.Wallet;
        var moved = Owner with { BirthDate = new(1990, 2, 20) };
        wallet = wallet with { Facts = Put(moved, Owner, NoonOf("2027-12-26")).Facts };

        Assert.False(IsDue("2028-02-20"));
        Assert.IsType<Refusal.NotEligible>(
            GrantSample.Give(wallet, Terms.FindGrant("gift")!, Terms, NoonOf("2028-02-20")).ExpectRefused()
        );
        Assert.True(IsDue("2029-02-20"));

        bool IsDue(string day) => GrantSchedule.IsDue(Terms.FindGrant("gift")!, wallet, Terms, NoonOf(day));
    }

    [Fact]
    public void A_use_from_before_its_benefit_was_kept_counts_for_every_benefit()
    {
        var wallet = Wallet.Open(WalletOfMing, KeyOfMing, Owner.Facts) with
        {
            OwnDayUses = new([new(OwnDay.PetBirthday, new(2027, 3, 1), For: null)]),
        };

        Buy(wallet, "2027-06-01", "a", out var points);

        Assert.Equal(100, points);
        Assert.False(GrantSchedule.IsDue(Terms.FindGrant("pet-gift")!, wallet, Terms, NoonOf("2027-06-01")));
    }

    /// <summary>What the job does on that day.</summary>
    private static Wallet GiveAndRecord(Wallet wallet, string day)
    {
        foreach (var grant in Terms.Grants.Where(it => GrantSchedule.IsDue(it, wallet, Terms, NoonOf(day))))
            wallet = GrantSample.Give(wallet, grant, Terms, NoonOf(day)).ExpectAccepted().PendingChange.Wallet;
        var gift = new RecordAction(wallet.Id, "pets", day, ByOperator: true) { OwnDay = DateOnly.Parse(day, null) };
        return RecordAction
            .Decide(wallet, gift, Terms, Request($"gift-{day}", NoonOf(day)), Allowance.Unlimited)
            .ExpectAccepted()
            .PendingChange.Wallet;
    }

    private static Wallet Buy(Wallet wallet, string day, string order, out long points)
    {
        var change = Accrue
            .Decide(
                wallet,
                LoadedRecords.None,
                Purchase(10_000, order, at: NoonOf(day)),
                Terms,
                Request(order, NoonOf(day)),
                Allowance.Unlimited
            )
            .ExpectAccepted()
            .PendingChange;
        points = change.RequestEntry.Points.Value;
        return change.Wallet;
    }

    private static string Next(string day) => $"{DateOnly.Parse(day, null).AddYears(1):O}";

    private static DateTimeOffset NoonOf(string day) => DateTimeOffset.Parse($"{day}T12:00:00+08:00", null);
}
