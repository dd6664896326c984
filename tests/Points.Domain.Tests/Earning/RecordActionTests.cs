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
          { "action": "welcome-school", "points": 5, "limit": { "times": 1, "per": "ever" },
            "when": { "groups": ["school-1"] }, "merchantId": "kiosk" }
        ],
        """
    );

    private static readonly Wallet PetOwner = Wallet.Open(
        WalletOfMing,
        KeyOfMing,
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
        Assert.Equal(new EntryKind.Action("share", "post-1"), accepted.PendingChange.RequestEntry.Kind);
        Assert.Equal(
            new Explanation("share", new(20), "share, time 1 of 3 a month"),
            accepted.PendingChange.RequestEntry.Explanation.Single()
        );
        Assert.Equal(
            new ActionRecord("shop", "share", "post-1", Request("post-1").EntryIdIn(KeyOfMing)),
            accepted.NewRecords.Single()
        );
    }

    [Fact]
    public void Given_a_used_up_limit_When_recording_an_action_Then_refused_until_the_next_period()
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
    public void A_birthday_gift_is_given_on_the_birthday_once_a_year()
    {
        var gifted = Decide(PetOwner, "pet-birthday", "2026").ExpectAccepted().PendingChange.Wallet;

        Assert.IsType<Refusal.LimitReached>(Decide(gifted, "pet-birthday", "again").ExpectRefused());
        Assert.IsType<Refusal.NotEligible>(
            Decide(gifted, "pet-birthday", "2027", Noon.AddYears(1).AddDays(-1)).ExpectRefused()
        );
        Assert.IsType<Refusal.NotEligible>(Decide(PetOwner, "pet-birthday", "2026", Noon.AddDays(1)).ExpectRefused());
        Decide(gifted, "pet-birthday", "2027", Noon.AddYears(1)).ExpectAccepted();
        Assert.Equal(
            new Refusal.NotEligible("this action is only on your pet's birthday"),
            Decide(NewWallet, "pet-birthday", "2026").ExpectRefused()
        );
    }

    [Fact]
    public void Members_can_record_only_actions_that_are_open_to_members()
    {
        Decide(NewWallet, "share", "post-1", byOperator: false).ExpectAccepted();
        Assert.IsType<Refusal.NotForCaller>(
            Decide(PetOwner, "pet-birthday", "2026", byOperator: false).ExpectRefused()
        );
        Assert.Equal(new Refusal.NotFound("action"), Decide(NewWallet, "fly", "1").ExpectRefused());
    }

    [Fact]
    public void An_action_may_be_limited_to_a_group_and_paid_by_another_merchant()
    {
        Assert.Equal(
            "kiosk",
            Decide(PetOwner, "welcome-school", "1").ExpectAccepted().PendingChange.Wallet.Lots.Open.Single().IssuedBy
        );
        Assert.StartsWith(
            "this action is only for members of ",
            Assert.IsType<Refusal.NotEligible>(Decide(NewWallet, "welcome-school", "1").ExpectRefused()).Why,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Given_a_frozen_or_unverified_member_or_no_licence_When_recording_an_action_Then_refused()
    {
        Assert.IsType<Refusal.MemberFrozen>(
            Decide(Wallet.Open(WalletOfMing, KeyOfMing, new(true, Frozen: true)), "share", "1").ExpectRefused()
        );
        Assert.IsType<Refusal.NotEligible>(
            Decide(Wallet.Open(WalletOfMing, KeyOfMing, new(IdentityVerified: false, false)), "share", "1")
                .ExpectRefused()
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
