using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Earning;

public sealed class RecordActionTests
{
    private static readonly ProgrammeTerms Active = EarningSample.TermsWith(
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
        WalletOfMing,
        Verified with
        {
            PetBirthdays = [new(2020, 11, 22)],
            Groups = ["school-1"],
        }
    );

    [Fact]
    public void An_action_earns_its_published_points_with_the_reason()
    {
        var accepted = Decide(NewWallet, "share", "post-1").ExpectAccepted();

        Assert.Equal(
            new Lot(new(20), new DateOnly(2028, 11, 30), "shop"),
            accepted.PendingChange.Wallet.Lots.Open.Single()
        );
        Assert.Equal(new EntryKind.Action("share", "post-1"), accepted.PendingChange.Entries[^1].Kind);
        Assert.Equal(
            new Explanation("share", new(20), "share, time 1 of 3 a month"),
            accepted.PendingChange.Entries[^1].Explanation.Single()
        );
        Assert.Equal(
            new ActionRecord("shop", "share", "post-1", Request("post-1").EntryId),
            accepted.NewRecords.Single()
        );
    }

    [Fact]
    public void Beyond_its_limit_an_action_earns_nothing_until_the_next_period()
    {
        var wallet = NewWallet;
        for (var i = 0; i < 3; i++)
            wallet = Decide(wallet, "share", $"post-{i}").ExpectAccepted().PendingChange.Wallet;

        Assert.IsType<Refusal.LimitReached>(Decide(wallet, "share", "post-4").ExpectRefused());
        Assert.IsType<Refusal.LimitReached>(
            Decide(wallet, "share", "post-4", new(2026, 11, 30, 15, 59, 59, TimeSpan.Zero)).ExpectRefused()
        );
        Decide(wallet, "share", "post-4", new(2026, 11, 30, 16, 0, 0, TimeSpan.Zero)).ExpectAccepted();
    }

    [Fact]
    public void A_birthday_gift_comes_on_the_day_once_a_year()
    {
        var gifted = Decide(PetOwner, "pet-birthday", "2026").ExpectAccepted().PendingChange.Wallet;

        Assert.IsType<Refusal.LimitReached>(Decide(gifted, "pet-birthday", "again").ExpectRefused());
        Assert.IsType<Refusal.NotEligible>(
            Decide(gifted, "pet-birthday", "2027", Noon.AddYears(1).AddDays(-1)).ExpectRefused()
        );
        Assert.IsType<Refusal.NotEligible>(Decide(PetOwner, "pet-birthday", "2026", Noon.AddDays(1)).ExpectRefused());
        Decide(gifted, "pet-birthday", "2027", Noon.AddYears(1)).ExpectAccepted();
        Assert.IsType<Refusal.NotEligible>(Decide(NewWallet, "pet-birthday", "2026").ExpectRefused());
    }

    [Fact]
    public void Members_book_what_is_open_to_them_and_nothing_else()
    {
        Decide(NewWallet, "share", "post-1", byOperator: false).ExpectAccepted();
        Assert.IsType<Refusal.NotForCaller>(
            Decide(PetOwner, "pet-birthday", "2026", byOperator: false).ExpectRefused()
        );
        Assert.Equal(new Refusal.NotFound("action"), Decide(NewWallet, "fly", "1").ExpectRefused());
    }

    [Fact]
    public void An_action_may_be_for_some_and_be_paid_for_by_another_merchant()
    {
        Assert.Equal(
            "kiosk",
            Decide(PetOwner, "welcome-school", "1").ExpectAccepted().PendingChange.Wallet.Lots.Open.Single().IssuedBy
        );
        Assert.IsType<Refusal.NotEligible>(Decide(NewWallet, "welcome-school", "1").ExpectRefused());
    }

    [Fact]
    public void Neither_the_frozen_nor_the_unverified_earn_and_nobody_without_a_licence()
    {
        Assert.IsType<Refusal.MemberFrozen>(
            Decide(Wallet.Open(WalletOfMing, new(true, Frozen: true)), "share", "1").ExpectRefused()
        );
        Assert.IsType<Refusal.NotEligible>(
            Decide(Wallet.Open(WalletOfMing, new(IdentityVerified: false, false)), "share", "1").ExpectRefused()
        );
        Assert.IsType<Refusal.ProgrammeNotLicensed>(
            Decide(NewWallet, "share", "1", new(2029, 7, 1, 0, 0, 0, TimeSpan.FromHours(8))).ExpectRefused()
        );
    }

    private static Decision Decide(
        Wallet wallet,
        string action,
        string reference,
        DateTimeOffset? now = null,
        bool byOperator = true
    ) =>
        RecordAction.Decide(
            wallet,
            new(WalletOfMing, action, reference, byOperator),
            Active,
            Request(reference, now),
            Allowance.Unlimited
        );
}
