using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;
using Points.Domain.Settling;
using static Points.Domain.Tests.Granting.GrantSample;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Granting;

/// <summary>What a grant books, what it refuses, and what its coupon costs whom.</summary>
public sealed class MakeGrantTests
{
    private const string Once = """ "limit": { "times": 1, "per": "ever" } """;

    private static readonly ProgrammeTerms Coupons = CouponTerms(Once);

    [Fact]
    public void A_granted_coupon_is_an_entry_without_points_a_redemption_and_one_notice()
    {
        var wallet = new InMemoryWallet(NewWallet);

        wallet.GiveAll(Coupons, Noon);

        var (entry, redemption) = (Assert.Single(wallet.Entries), Assert.Single(wallet.Redemptions));
        var kind = Assert.IsType<EntryKind.Grant>(entry.Kind);
        Assert.Equal(
            ("gift", Points.Zero, redemption.RedemptionId),
            (kind.GrantId, entry.Points, kind.Reward!.RedemptionId)
        );
        Assert.Equal(
            (new Fen(2_000), "cinema", RedemptionStatus.Completed, new DateOnly(2026, 12, 22)),
            (redemption.Worth, redemption.HonouredBy, redemption.Status, redemption.Voucher!.ExpiresOn)
        );
        Assert.Equal(new("gift", "shop"), redemption.Grant);
        Assert.Equal(NoticeKind.Gift, Assert.Single(wallet.Notices).Kind);
        Assert.Null(HashChain.FindFirstFault(WalletOfMing, KeyOfMing, wallet.Entries));
    }

    [Fact]
    public void Granted_points_expire_as_the_terms_say_and_need_the_budget()
    {
        var terms = TermsWith($"\"points\": 50, {Once}");

        var given = Give(NewWallet, terms.Grants[0], terms, Noon).ExpectAccepted();

        Assert.Equal(50, given.Issued.Value);
        Assert.Equal(
            new Lot(new(50), new(2028, 11, 30), "shop"),
            Assert.Single(given.PendingChange.RequestEntry.LotChanges)
        );
        Assert.IsType<Refusal.BudgetExhausted>(
            Give(NewWallet, terms.Grants[0], terms, Noon, Allowance.None).ExpectRefused()
        );
    }

    [Fact]
    public void A_second_grant_in_the_period_is_refused()
    {
        var wallet = new InMemoryWallet(NewWallet);
        wallet.GiveAll(Coupons, Noon);

        Assert.IsType<Refusal.LimitReached>(Give(wallet.Wallet, Coupons.Grants[0], Coupons, Noon).ExpectRefused());
    }

    [Fact]
    public void Who_does_not_qualify_or_is_frozen_gets_none()
    {
        var terms = CouponTerms($$""" "when": { "creditGrades": ["A"] }, {{Once}} """);
        var wallet = NewWallet with { Facts = Verified with { CreditGrade = CreditGrade.B } };

        Assert.Equal(
            new Refusal.NotEligible("this grant is only for members with credit grade A"),
            Give(wallet, terms.Grants[0], terms, Noon).ExpectRefused()
        );
        Assert.IsType<Refusal.MemberFrozen>(
            Give(NewWallet with { Facts = Verified with { Frozen = true } }, Coupons.Grants[0], Coupons, Noon)
                .ExpectRefused()
        );
    }

    [Fact]
    public void A_limited_coupon_needs_a_reserved_piece()
    {
        var terms = Coupons with
        {
            Rewards = [.. Coupons.Rewards.Select(it => it.RewardId == "coupon" ? it with { Stock = 1 } : it)],
        };

        Assert.IsType<Refusal.OutOfStock>(Give(NewWallet, terms.Grants[0], terms, Noon).ExpectRefused());
    }

    [Fact]
    public void A_free_claim_takes_the_place_of_the_grant_and_is_paid_like_it()
    {
        var wallet = new InMemoryWallet(NewWallet);

        wallet.Decide(it => Claim(it, "1")).ExpectAccepted();

        Assert.IsType<Refusal.LimitReached>(Give(wallet.Wallet, Coupons.Grants[0], Coupons, Noon).ExpectRefused());
        Assert.IsType<Refusal.LimitReached>(Claim(wallet.Wallet, "2").ExpectRefused());
        Assert.Equal(new("gift", "shop"), Assert.Single(wallet.Redemptions).Grant);
    }

    [Fact]
    public void What_members_buy_with_points_does_not_count_towards_the_grant()
    {
        var terms = Coupons with
        {
            Rewards =
            [
                .. Coupons.Rewards.Select(it =>
                    it.RewardId == "coupon"
                        ? it with
                        {
                            Price = it.Price with { Usual = new Price.Fixed(new(10), new(2_000)) },
                        }
                        : it
                ),
            ],
        };
        var wallet = new InMemoryWallet(WalletWithPoints(100));
        wallet.GiveAll(terms, Noon);

        wallet
            .Decide(it => Domain.Redeeming.Redeem.Decide(it, Redeem("coupon"), terms, Request("buy")))
            .ExpectAccepted();

        Assert.Equal([null, "gift"], wallet.Redemptions.Select(it => it.Grant?.GrantId).Order());
    }

    [Fact]
    public void The_issuer_of_the_grant_pays_what_the_coupon_took_off_the_bill_when_it_is_used()
    {
        var wallet = new InMemoryWallet(NewWallet);
        wallet.GiveAll(Coupons, Noon);
        Assert.Empty(FlowExtraction.Extract(WalletOfMing, wallet.Entries[0], _ => Coupons));
        var redemption = wallet.Redemptions.Single();

        wallet
            .Decide(
                (it, records) =>
                    UseVoucher.Decide(
                        it,
                        records,
                        new(
                            redemption.RedemptionId,
                            redemption.Voucher!.Code,
                            new Actor.Merchant("cinema"),
                            new(1_500),
                            "sale"
                        ),
                        Coupons,
                        Request("use")
                    )
            )
            .ExpectAccepted();

        var flow = Assert.Single(FlowExtraction.Extract(WalletOfMing, wallet.Entries[1], _ => Coupons));
        Assert.Equal((FlowKind.Granted, "shop", "cinema"), (flow.Kind, flow.IssuerMerchantId, flow.CounterpartyId));
        Assert.Equal([-1_500m, 1_470m, 30m], SettlementLine.FromFlow(flow).Select(line => line.Net.Value));
        Assert.Empty(FlowExtraction.Extract(WalletOfMing, wallet.Entries[1], _ => Coupons with { Settlement = null }));
    }

    [Theory]
    [InlineData(SettledWhen.Consumed)]
    [InlineData(SettledWhen.Issued)]
    public void The_correction_of_a_granted_coupon_takes_back_all_of_it_once(SettledWhen when)
    {
        var flow = new PointsFlow(
            "f",
            FlowKind.Granted,
            "key",
            "shop",
            "e",
            "shop",
            "cinema",
            Points.Zero,
            new(new(100), 0.02m, when),
            Noon,
            "r-1"
        )
        {
            Worth = new(2_000),
        };

        var correction = new FlowCorrection("d-1", Noon).CountAlone(flow.Points).CreateFlow(flow)!;

        Assert.True(correction.IsCorrection);
        Assert.Equal([2_000m, -1_960m, -40m], SettlementLine.FromFlow(correction).Select(line => line.Net.Value));
        Assert.Equal(0, SettlementLine.FromFlow(flow).Sum(line => line.Net.Value));
    }

    private static Decision Claim(Wallet wallet, string key) =>
        Domain.Redeeming.Redeem.Decide(wallet, Redeem("coupon"), Coupons, Request($"claim-{key}"));
}
