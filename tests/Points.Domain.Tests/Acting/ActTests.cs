using Points.Domain.Acting;
using Points.Domain.Budgets;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Tests.Programmes.Rules;
using Points.Domain.Wallets;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Acting;

public sealed class ActTests
{
    private static readonly ProgrammeRevision Active = Earn.Terms(
        """{ "base": [ { "id": "base", "pointsPerYuan": 1 } ] }""",
        """
        "actions": [
          { "action": "share", "points": 20, "limit": { "times": 3, "per": "month" }, "by": ["member", "operator"] },
          { "action": "pet-birthday", "points": 200, "limit": { "times": 1, "per": "year" }, "on": "pet-birthday" },
          { "action": "welcome-school", "points": 5, "limit": { "times": 1, "per": "ever" }, "when": { "groups": ["school-1"] }, "merchantId": "kiosk" }
        ],
        """
    );

    private static readonly Wallet PetOwner = Wallet.Open(
        MingsWallet,
        Verified with
        {
            PetBirthdays = [new(2020, 11, 22)],
            Groups = ["school-1"],
        }
    );

    [Fact]
    public void An_action_earns_its_published_points_with_the_reason()
    {
        var accepted = Decide(NewWallet, "share", "post-1").Accepted();

        Assert.Equal(new Lot(new(20), new DateOnly(2028, 11, 30), "shop"), accepted.Posting.Wallet.Lots.Open.Single());
        Assert.Equal(new Cause.Deed("share", "post-1"), accepted.Posting.Entries[^1].Cause);
        Assert.Equal(
            new Explanation("share", new(20), "share, time 1 of 3 a month"),
            accepted.Posting.Entries[^1].Explanation.Single()
        );
        Assert.Equal(new Deed("shop", "share", "post-1", Request("post-1").EntryId), accepted.Creates.Single());
    }

    [Fact]
    public void Beyond_its_limit_an_action_earns_nothing_until_the_next_period()
    {
        var wallet = NewWallet;
        for (var i = 0; i < 3; i++)
            wallet = Decide(wallet, "share", $"post-{i}").Accepted().Posting.Wallet;

        Assert.IsType<Refusal.LimitReached>(Decide(wallet, "share", "post-4").Refused());
        Assert.IsType<Refusal.LimitReached>(
            Decide(wallet, "share", "post-4", new(2026, 11, 30, 15, 59, 59, TimeSpan.Zero)).Refused()
        );
        Decide(wallet, "share", "post-4", new(2026, 11, 30, 16, 0, 0, TimeSpan.Zero)).Accepted();
    }

    [Fact]
    public void A_birthday_gift_comes_on_the_day_once_a_year()
    {
        var gifted = Decide(PetOwner, "pet-birthday", "2026").Accepted().Posting.Wallet;

        Assert.IsType<Refusal.LimitReached>(Decide(gifted, "pet-birthday", "again").Refused());
        Assert.IsType<Refusal.NotEligible>(
            Decide(gifted, "pet-birthday", "2027", Noon.AddYears(1).AddDays(-1)).Refused()
        );
        Assert.IsType<Refusal.NotEligible>(Decide(PetOwner, "pet-birthday", "2026", Noon.AddDays(1)).Refused());
        Decide(gifted, "pet-birthday", "2027", Noon.AddYears(1)).Accepted();
        Assert.IsType<Refusal.NotEligible>(Decide(NewWallet, "pet-birthday", "2026").Refused());
    }

    [Fact]
    public void Members_book_what_is_open_to_them_and_nothing_else()
    {
        Decide(NewWallet, "share", "post-1", byOperator: false).Accepted();
        Assert.IsType<Refusal.NotForCaller>(Decide(PetOwner, "pet-birthday", "2026", byOperator: false).Refused());
        Assert.Equal(new Refusal.NotFound("action"), Decide(NewWallet, "fly", "1").Refused());
    }

    [Fact]
    public void An_action_may_be_for_some_and_be_paid_for_by_another_merchant()
    {
        Assert.Equal(
            "kiosk",
            Decide(PetOwner, "welcome-school", "1").Accepted().Posting.Wallet.Lots.Open.Single().IssuedBy
        );
        Assert.IsType<Refusal.NotEligible>(Decide(NewWallet, "welcome-school", "1").Refused());
    }

    [Fact]
    public void Neither_the_frozen_nor_the_unverified_earn_and_nobody_without_a_licence()
    {
        Assert.IsType<Refusal.MemberFrozen>(
            Decide(Wallet.Open(MingsWallet, new(true, Frozen: true)), "share", "1").Refused()
        );
        Assert.IsType<Refusal.NotEligible>(
            Decide(Wallet.Open(MingsWallet, new(IdentityVerified: false, false)), "share", "1").Refused()
        );
        Assert.IsType<Refusal.ProgrammeNotLicensed>(
            Decide(NewWallet, "share", "1", new(2029, 7, 1, 0, 0, 0, TimeSpan.FromHours(8))).Refused()
        );
    }

    private static Decision Decide(
        Wallet wallet,
        string action,
        string reference,
        DateTimeOffset? now = null,
        bool byOperator = true
    ) =>
        Act.Decide(
            wallet,
            new(MingsWallet, action, reference, byOperator),
            Active,
            Request(reference, now),
            Allowance.Unlimited
        );
}
