using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Reviewing;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Refunding;

/// <summary>A refund undoes what its order brought besides points: tiers, room under caps, and habits.</summary>
public sealed class RefundEffectsTests
{
    private static readonly ProgrammeTerms Tiered = EarningSample.TermsWith(
        """
        {
          "base": [ { "id": "base", "pointsPerYuan": 1 } ],
          "multipliers": [
            {
              "id": "dresses", "times": 2,
              "when": { "affinity": { "category": "dress", "ofLastLines": 4, "shareAtLeast": 0.5 } }
            }
          ],
          "caps": [ { "id": "daily", "points": 300, "per": "day" } ]
        }
        """,
        """
        "tiers": {
          "window": { "months": 12 },
          "levels": [
            { "tier": "silver" },
            { "tier": "gold", "spendFen": 500000, "visits": 1 },
            { "tier": "platinum", "spendFen": 2000000, "visits": 2 }
          ]
        },
        """
    );

    private readonly InMemoryWallet _books = new(NewWallet with { Facts = Verified with { Personalisation = true } });

    private string? Tier => Tiered.Tiers!.FindLevel(_books.Wallet.TierStanding.Current).Tier;

    [Fact]
    public void A_tier_that_an_order_reached_is_lost_at_once_when_the_order_is_refunded()
    {
        Buy("visit", 100);
        Buy("sofa", 2_000_000);
        Assert.Equal("platinum", Tier);

        var refund = Refund("sofa", 2_000_000);

        Assert.Equal("silver", Tier);
        var because = refund.Explanation[^1];
        Assert.Equal(
            "silver after platinum: without what was refunded, ¥1.00 and 1 visits in 12 months",
            because.Because
        );
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
            var books = new RefundEffectsTests();
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
        Buy("a", 600_000);

        Refund("a", 100_000);
        Assert.Equal("gold", Tier);
        Refund("a", 1);

        Assert.Equal("silver", Tier);
    }

    [Fact]
    public void A_refund_never_takes_a_tier_that_the_member_had_before_the_order()
    {
        Buy("sofa", 500_000);
        var nextYear = Noon.AddYears(1).AddDays(3);
        Buy("pen", 100, nextYear);
        // The window no longer reaches gold, but the review has not run yet.
        Assert.Equal("gold", Tier);

        Refund("pen", 100, nextYear);

        Assert.Equal("gold", Tier);
    }

    [Fact]
    public void A_tier_that_later_orders_reach_without_the_refunded_one_stays()
    {
        Buy("a", 600_000);
        Buy("b", 600_000, Noon.AddDays(1));

        Refund("a", 600_000, Noon.AddDays(2));

        Assert.Equal("gold", Tier);
        Assert.Equal(Noon, _books.Wallet.TierStanding.Newest!.Since);
        Refund("b", 600_000, Noon.AddDays(2));
        Assert.Equal("silver", Tier);
    }

    [Fact]
    public void A_tier_lost_at_a_review_does_not_come_back_by_a_refund()
    {
        Buy("a", 500_000);
        var later = Noon.AddYears(1).AddDays(1);
        Assert.True(_books.CommitMaintenance(it => TierReviewMaintenance.Decide(it, Tiered, later)));
        Assert.Equal("silver", Tier);

        Refund("a", 500_000, later);

        Assert.Equal("silver", Tier);
    }

    [Fact]
    public void An_order_from_before_it_was_kept_what_reached_a_tier_is_taken_from_the_tier_that_it_started()
    {
        Buy("a", 500_000);
        var standing = _books.Wallet.TierStanding;
        var wallet = NewWallet with
        {
            TierStanding = standing with { Tiers = [standing.Newest! with { ReachedBy = null }] },
        };
        var order = _books.Order("a") with { BookedAfter = 0, CapUse = [] };

        var refunded = Domain
            .Refunding.Refund.Decide(
                wallet,
                LoadedRecords.None.With(new RecordKey.Order("shop", "a"), order),
                new(WalletOfMing, "shop", "a", "r", new RefundClaim.Amount(new(500_000))),
                Tiered,
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
                    var (all, some) = (new RefundEffectsTests(), new RefundEffectsTests());
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
                        && all._books.Wallet.TierStanding.Days.SequenceEqual(some._books.Wallet.TierStanding.Days);
                }
            )
        );

    [Theory]
    [InlineData(40_000, 20_000, 200)]
    [InlineData(20_000, 20_000, 200)]
    [InlineData(40_000, 40_000, 300)]
    public void A_refund_gives_room_back_under_a_cap_of_the_same_day(long first, long second, long points)
    {
        Buy("a", first);
        Refund("a", first);

        Assert.Equal(points, Buy("b", second).Points.Value);
    }

    [Fact]
    public void A_part_that_is_refunded_gives_its_share_of_the_room_back_and_later_orders_keep_their_points()
    {
        Buy("a", 40_000);
        Buy("b", 40_000);
        Refund("a", 20_000);

        Assert.Equal(150, Buy("c", 40_000).Points.Value);
        Assert.Equal(new Points(300), _books.Wallet.Lots.Total);
    }

    [Fact]
    public void Room_under_a_cap_is_not_given_back_in_another_period()
    {
        Buy("a", 40_000);
        Buy("b", 20_000, Noon.AddDays(1));
        Refund("a", 40_000, Noon.AddDays(1));

        Assert.Equal(100, Buy("c", 40_000, Noon.AddDays(1)).Points.Value);
    }

    [Fact]
    public void An_early_refund_leaves_the_room_that_its_part_of_the_purchase_does_not_use()
    {
        Refund("a", 20_000);
        Buy("a", 40_000);

        Assert.Equal(150, Buy("b", 40_000).Points.Value);
    }

    [Fact]
    public void Goods_that_were_returned_show_no_liking()
    {
        Buy("a", 10_000, category: "dress");
        Buy("b", 100, category: "dress");
        Refund("a", 10_000);
        Refund("b", 100);

        Assert.Empty(_books.Wallet.RecentCategories.All);
        Buy("c", 100, category: "jeans");
        Assert.Equal(100, Buy("d", 10_000, category: "dress").Points.Value);
    }

    private LedgerEntry Buy(
        string orderId,
        long fen,
        DateTimeOffset? at = null,
        DateTimeOffset? now = null,
        string category = "general"
    )
    {
        var purchase = Purchase(fen, orderId, at: at);
        purchase = purchase with { Lines = [purchase.Lines[0] with { Category = category }] };
        var request = Request($"buy-{orderId}", now ?? at ?? Noon);
        return _books
            .Decide((it, records) => Accrue.Decide(it, records, purchase, Tiered, request, Allowance.Unlimited))
            .ExpectAccepted()
            .PendingChange.RequestEntry;
    }

    private LedgerEntry Refund(string orderId, long fen, DateTimeOffset? at = null)
    {
        var request = Request($"refund-{orderId}-{_books.Wallet.Sequence}", at ?? Noon);
        var refund = new Domain.Refunding.Refund(
            WalletOfMing,
            "shop",
            orderId,
            request.Identity,
            new RefundClaim.Amount(new(fen))
        );
        return _books
            .Decide(
                (it, records) =>
                    Domain.Refunding.Refund.Decide(it, records, refund, Tiered, request, Allowance.Unlimited)
            )
            .ExpectAccepted()
            .PendingChange.RequestEntry;
    }
}
