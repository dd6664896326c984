using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Reviewing;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Refunding;

/// <summary>A refund takes back the tier that its order brought, and no other.</summary>
public sealed class RefundedTierTests
{
    private readonly Customer _customer = new();

    [Fact]
    public void A_tier_that_an_order_reached_is_lost_at_once_when_the_order_is_refunded()
    {
        _customer.Buy("visit", 100);
        _customer.Buy("sofa", 2_000_000);
        Assert.Equal("platinum", _customer.Tier);

        var refund = _customer.Refund("sofa", 2_000_000);

        Assert.Equal("silver", _customer.Tier);
        var because = refund.Explanation[^1];
        Assert.Equal("silver after platinum: ¥1.00 and 1 visits are left in 12 months", because.Because);
        Assert.True(because.IsAboutMember);
        Assert.Equal("silver", refund.After.Tier);
    }

    [Fact]
    public void Whichever_order_is_refunded_first_nothing_is_left_when_all_are()
    {
        foreach (
            var refunds in (string[][])
                [
                    ["a", "b"],
                    ["b", "a"],
                ]
        )
        {
            var books = new Customer();
            books.Buy("a", 1_200_000);
            books.Buy("b", 1_200_000, Noon.AddDays(1));
            Assert.Equal("platinum", books.Tier);

            books.Refund(refunds[0], 1_200_000, Noon.AddDays(2));
            Assert.Equal("gold", books.Tier);
            books.Refund(refunds[1], 1_200_000, Noon.AddDays(2));

            Assert.Equal("silver", books.Tier);
        }
    }

    [Fact]
    public void A_part_that_is_refunded_takes_a_tier_only_if_the_rest_does_not_reach_it()
    {
        _customer.Buy("a", 600_000);

        _customer.Refund("a", 100_000);
        Assert.Equal("gold", _customer.Tier);
        _customer.Refund("a", 1);

        Assert.Equal("silver", _customer.Tier);
    }

    [Fact]
    public void A_refund_never_takes_a_tier_that_the_member_had_before_the_order()
    {
        _customer.Buy("sofa", 500_000);
        var nextYear = Noon.AddYears(1).AddDays(3);
        _customer.Buy("pen", 100, nextYear);
        // The window no longer reaches gold, but the review has not run yet.
        Assert.Equal("gold", _customer.Tier);

        _customer.Refund("pen", 100, nextYear);

        Assert.Equal("gold", _customer.Tier);
    }

    [Fact]
    public void A_tier_that_later_orders_reach_without_the_refunded_one_stays()
    {
        _customer.Buy("a", 600_000);
        _customer.Buy("b", 600_000, Noon.AddDays(1));

        _customer.Refund("a", 600_000, Noon.AddDays(2));

        Assert.Equal("gold", _customer.Tier);
        Assert.Equal(Noon, _customer.Books.Wallet.TierStanding.Newest!.Since);
        _customer.Refund("b", 600_000, Noon.AddDays(2));
        Assert.Equal("silver", _customer.Tier);
    }

    [Fact]
    public void A_tier_lost_at_a_review_does_not_come_back_by_a_refund()
    {
        _customer.Buy("a", 500_000);
        var later = Noon.AddYears(1).AddDays(1);
        Assert.True(_customer.Books.CommitMaintenance(it => TierReviewMaintenance.Decide(it, Customer.Tiered, later)));
        Assert.Equal("silver", _customer.Tier);

        _customer.Refund("a", 500_000, later);

        Assert.Equal("silver", _customer.Tier);
    }

    [Fact]
    public void An_order_from_before_it_was_kept_what_reached_a_tier_is_taken_from_the_tier_that_it_started()
    {
        _customer.Buy("a", 500_000);
        var standing = _customer.Books.Wallet.TierStanding;
        var wallet = NewWallet with
        {
            TierStanding = standing with { Tiers = [standing.Newest! with { ReachedBy = null }] },
        };
        var order = _customer.Books.Order("a") with { BookedAfter = 0, CapUse = [] };

        var refunded = Domain
            .Refunding.Refund.Decide(
                wallet,
                LoadedRecords.None.With(new RecordKey.Order("shop", "a"), order),
                new(WalletOfMing, "shop", "a", "r", new RefundClaim.Amount(new(500_000))),
                Customer.Tiered,
                Request("r"),
                Allowance.Unlimited
            )
            .ExpectAccepted();

        Assert.Null(refunded.PendingChange.Wallet.TierStanding.Current);
    }

    [Fact]
    public void The_tier_after_refunds_is_the_tier_of_a_member_who_bought_only_what_is_left() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(
                (
                    from fen in Gen.Elements(100, 200_000, 400_000, 900_000, 1_600_000)
                    from isRefunded in Gen.Elements(true, false)
                    from order in Gen.Choose(0, 1_000)
                    from daysLate in Gen.Elements(0, 0, 0, 5)
                    select (fen, isRefunded, order, daysLate)
                )
                    .ListOf(6)
                    .ToArbitrary(),
                purchases =>
                {
                    var (all, some) = (new Customer(), new Customer());
                    foreach (var (i, it) in purchases.Index())
                    {
                        var now = Noon.AddDays(10 + i);
                        all.Buy($"o-{i}", it.fen, now.AddDays(-it.daysLate), now);
                        if (!it.isRefunded)
                            some.Buy($"o-{i}", it.fen, now.AddDays(-it.daysLate), now);
                    }
                    foreach (
                        var (i, it) in purchases.Index().Where(it => it.Item.isRefunded).OrderBy(it => it.Item.order)
                    )
                        all.Refund($"o-{i}", it.fen, Noon.AddDays(20));
                    return all.Tier == some.Tier
                        && all.Books.Wallet.TierStanding.Days.SequenceEqual(some.Books.Wallet.TierStanding.Days);
                }
            )
        );
}
