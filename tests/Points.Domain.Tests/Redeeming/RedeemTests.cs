using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Redeeming;

/// <summary>Redemptions that spend points at once.</summary>
public sealed class RedeemTests
{
    [Fact]
    public void Given_enough_When_redeeming_a_fixed_price_Then_the_points_are_spent_and_their_worth_is_recorded()
    {
        var accepted = Decide(WalletWithPoints(250), Redeem("mug", quantity: 2)).ExpectAccepted();

        Assert.Equal(new(50), accepted.PendingChange.Wallet.Lots.Total);
        Assert.Equal(new(-200), accepted.PendingChange.Entries.Single().Points);
        var redemption = accepted.Redemption!;
        Assert.Equal(
            (new Points(200), new Fen(5_000), "shop", RedemptionStatus.Completed),
            (redemption.Points, redemption.Worth, redemption.HonouredBy, redemption.Status)
        );
        Assert.Equal([new Lot(new(200), new DateOnly(2028, 11, 30), "shop")], redemption.Lots);
        Assert.Equal(
            new EntryKind.Redemption(redemption.RedemptionId, "mug", "shop", new(5_000)),
            accepted.PendingChange.Entries.Single().Kind
        );
    }

    [Fact]
    public void Given_99_available_When_redeeming_100_Then_refused_not_enough() =>
        Assert.Equal(
            new Refusal.NotEnoughPoints(new(99), new(100)),
            Decide(WalletWithPoints(99), Redeem("mug")).ExpectRefused()
        );

    [Fact]
    public void Given_exactly_enough_When_redeeming_Then_no_lot_is_left() =>
        Assert.Empty(Decide(WalletWithPoints(100), Redeem("mug")).ExpectAccepted().PendingChange.Wallet.Lots.Open);

    [Theory]
    [InlineData(100, 333)]
    [InlineData(101, 336)]
    [InlineData(3_000, 10_000)]
    public void A_variable_price_gives_value_at_its_rate_rounded_down(long points, long worthFen) =>
        Assert.Equal(
            new(worthFen),
            Decide(WalletWithPoints(5_000), Redeem("voucher", points: points, honouredBy: "cinema"))
                .ExpectAccepted()
                .Redemption!.Worth
        );

    [Fact]
    public void Given_fewer_points_than_the_minimum_When_redeeming_Then_refused_not_eligible() =>
        Assert.IsType<Refusal.NotEligible>(
            Decide(WalletWithPoints(5_000), Redeem("voucher", points: 99, honouredBy: "shop")).ExpectRefused()
        );

    [Theory]
    [InlineData("mug", 100L, null, "points")]
    [InlineData("voucher", null, "shop", "points")]
    [InlineData("mug", null, "cinema", "merchantId")]
    public void A_refusal_names_the_field_that_does_not_fit_the_reward(
        string reward,
        long? points,
        string? honouredBy,
        string field
    ) =>
        Assert.Equal(
            field,
            Assert
                .IsType<Refusal.Invalid>(
                    Decide(WalletWithPoints(5_000), Redeem(reward, points: points, honouredBy: honouredBy))
                        .ExpectRefused()
                )
                .Field
        );

    [Fact]
    public void Given_a_merchant_that_honours_nothing_When_redeeming_there_Then_refused_merchant_not_in_programme() =>
        Assert.Equal(
            new Refusal.MerchantNotInProgramme("kiosk"),
            Decide(WalletWithPoints(5_000), Redeem("voucher", points: 100, honouredBy: "kiosk")).ExpectRefused()
        );

    [Fact]
    public void The_honouring_merchant_must_be_named_only_if_there_are_several()
    {
        Assert.Equal("shop", HonouredBy(Terms with { Merchants = [Terms.Merchants[0]] }));
        // The kiosk honours nothing, so only the cinema is left.
        Assert.Equal("cinema", HonouredBy(Terms with { Merchants = [Terms.Merchants[1], Terms.Merchants[2]] }));
        Assert.Equal("merchantId", Assert.IsType<Refusal.Invalid>(Redeemed(Terms).ExpectRefused()).Field);

        static string HonouredBy(Domain.Programmes.ProgrammeTerms terms) =>
            Redeemed(terms).ExpectAccepted().Redemption!.HonouredBy;
        static Decision Redeemed(Domain.Programmes.ProgrammeTerms terms) =>
            Domain.Redeeming.Redeem.Decide(WalletWithPoints(500), Redeem("voucher", points: 100), terms, Request("k"));
    }

    [Fact]
    public void An_unknown_reward_is_not_found() =>
        Assert.Equal(new Refusal.NotFound("reward"), Decide(WalletWithPoints(500), Redeem("yacht")).ExpectRefused());

    [Fact]
    public void A_frozen_wallet_refuses_spending() =>
        Assert.IsType<Refusal.MemberFrozen>(
            Decide(WalletWithPoints(500) with { Facts = new(true, Frozen: true) }, Redeem("mug")).ExpectRefused()
        );

    [Fact]
    public void Given_expired_points_before_a_job_books_their_expiry_When_redeeming_Then_they_do_not_count()
    {
        var now = new DateTimeOffset(2028, 12, 1, 0, 0, 0, TimeSpan.FromHours(8));
        var wallet = WalletWithPoints(500).AfterEarning(30, Noon.AddMonths(1));

        Assert.Equal(
            new Refusal.NotEnoughPoints(new(30), new(100)),
            Domain.Redeeming.Redeem.Decide(wallet, Redeem("mug"), Terms, Request("k", now)).ExpectRefused()
        );
        Domain.Redeeming.Redeem.Decide(wallet, Redeem("mug"), Terms, Request("k", now.AddSeconds(-1))).ExpectAccepted();
    }

    [Fact]
    public void Points_that_expire_first_are_spent_first_whoever_issued_them()
    {
        var wallet = NewWallet.AfterEarning(60, Noon.AddMonths(2)).AfterEarning(70, Noon, "kiosk");

        var taken = Decide(wallet, Redeem("mug")).ExpectAccepted().Redemption!.Lots;

        Assert.Equal([("kiosk", 70L), ("shop", 30L)], taken.Select(lot => (lot.IssuedBy, lot.Points.Value)));
    }

    private static Decision Decide(Wallet wallet, Redeem command) =>
        Domain.Redeeming.Redeem.Decide(wallet, command, Terms, Request("k"));
}
