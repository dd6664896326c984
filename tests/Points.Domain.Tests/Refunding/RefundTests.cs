using System.Collections.Immutable;
using Points.Domain.Accruing;
using Points.Domain.Budgets;
using Points.Domain.Deciding;
using Points.Domain.Programmes;
using Points.Domain.Refunding;
using Points.Domain.Wallets;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Refunding;

/// <summary>What a refund takes back, and from where.</summary>
public sealed class RefundTests
{
    private readonly Books _books = new(NewWallet);

    [Fact]
    public void Each_part_takes_back_its_share_rounded_down_and_the_last_the_rest()
    {
        Buy("o", 10_000);

        Assert.Equal(
            [33, 33, 34],
            new[] { 3_333, 3_333, 3_334 }.Select(
                (fen, i) => TakenBack(Refund("o", $"r{i}", new RefundClaim.Amount(new(fen))))
            )
        );
        Assert.Equal(
            new Refusal.RefundExceedsOrder(Fen.Zero),
            Refund("o", "r9", new RefundClaim.Amount(new(1))).Refused()
        );
    }

    [Fact]
    public void A_line_is_found_by_what_was_bought_and_gives_back_what_it_earned()
    {
        Buy(
            "o",
            0,
            [
                new("tea", "food", new(3_000), 1, null, []),
                new("pen", "office", new(999), 1, null, []),
                new("tea", "food", new(500), 1, null, []),
            ]
        );

        // Of the 44 points of ¥44.99 the first line has 29, the others 10 and 5.
        Assert.Equal(29, TakenBack(Refund("o", "r1", Lines(("tea", 3_000)))));
        Assert.Equal(new Refusal.RefundExceedsOrder(new(1_499)), Refund("o", "r2", Lines(("tea", 501))).Refused());
        Assert.Equal(15, TakenBack(Refund("o", "r3", Lines(("tea", 500), ("pen", 999)))));
        Assert.True(_books.Order("o").IsRefundedWhole);
    }

    [Fact]
    public void The_orders_own_lot_is_taken_from_before_older_ones()
    {
        Buy("old", 10_000);
        Buy("new", 10_000, at: Noon.AddMonths(2));

        Refund("new", "r", new RefundClaim.Amount(new(10_000)), Noon.AddMonths(3)).Accepted();

        Assert.Equal([new Lot(new(100), new DateOnly(2028, 11, 30), "shop")], _books.Wallet.Lots.Open);
    }

    [Theory]
    [InlineData(RefundsFrom.AnyLot, 20, 0)]
    [InlineData(RefundsFrom.OwnLot, 100, 80)]
    public void What_the_own_lot_lacks_comes_from_others_or_is_owed_as_the_programme_says(
        RefundsFrom policy,
        long left,
        long owed
    )
    {
        var terms = Terms with { Earning = Terms.Earning with { RefundsFrom = policy } };
        Buy("old", 8_000);
        Buy("new", 12_000, at: Noon.AddMonths(2));
        // Eighty points of the old lot are spent, and twenty of the new one.
        _books
            .Do(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), terms, Request("m", Noon.AddMonths(2))))
            .Accepted();
        Buy("other", 2_000, at: Noon.AddMonths(3));
        Buy("kiosks", 6_000, at: Noon.AddMonths(3), merchantId: "kiosk");

        Refund("old", "r", new RefundClaim.Amount(new(8_000)), Noon.AddMonths(3), terms).Accepted();

        Assert.Equal((new Points(left + 80), new Points(owed)), (_books.Wallet.Lots.Total, _books.Wallet.Debt));
    }

    [Fact]
    public void A_debt_is_paid_back_by_the_next_earning_whoever_it_is_owed_to()
    {
        Buy("o", 10_000);
        _books.Do(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("m"))).Accepted();
        Refund("o", "r", new RefundClaim.Amount(new(10_000))).Accepted();
        Assert.Equal([new Debt("shop", new(100))], _books.Wallet.Debts);

        var earned = Buy("p", 15_000, merchantId: "kiosk");

        Assert.Equal((new Points(50), new Points(150)), (earned.Posting.Entries[^1].Points, earned.Order().Points));
        Assert.Equal([new Lot(new(50), new DateOnly(2028, 11, 30), "kiosk")], _books.Wallet.Lots.Open);
        Assert.Empty(_books.Wallet.Debts);
    }

    [Fact]
    public void Refunds_that_come_first_are_netted_when_the_purchase_comes_and_what_they_claim_too_much_is_nothing()
    {
        Refund("o", "r1", Lines(("sku-1", 4_000))).Accepted();
        Refund("o", "r2", Lines(("pen", 500))).Accepted();
        Refund("o", "r3", new RefundClaim.Amount(new(9_000))).Accepted();

        var earned = Buy("o", 10_000);

        Assert.Equal((new Points(0), new Points(100)), (earned.Posting.Entries[^1].Points, earned.Order().Points));
        Assert.True(_books.Order("o").IsRefundedWhole);
        Assert.Empty(_books.Wallet.Awaited);
    }

    [Fact]
    public void What_is_drawn_from_the_budget_for_a_purchase_is_what_its_early_refunds_leave()
    {
        Refund("o", "r", new RefundClaim.Amount(new(4_000))).Accepted();

        var drawn = _books
            .Do(
                (it, records) =>
                    Accrue.Decide(
                        it,
                        records,
                        Purchase(10_000, "o"),
                        Terms,
                        Request("o"),
                        new Allowance([new("lease", new(100))], default)
                    )
            )
            .Accepted();

        Assert.Equal([new LeaseSpend("lease", new(60))], drawn.Posting.Entries[^1].Leases);
    }

    [Fact]
    public void A_refund_gives_its_lease_back_what_it_takes()
    {
        Buy("o", 10_000);

        var refund = _books
            .Do(
                (it, records) =>
                    Domain.Refunding.Refund.Decide(
                        it,
                        records,
                        Command("o", "r", new RefundClaim.Amount(new(2_500))),
                        Terms,
                        Request("r"),
                        new Allowance([new("lease", Points.Zero)], default)
                    )
            )
            .Accepted();

        Assert.Equal([new LeaseSpend("lease", new(-25))], refund.Posting.Entries[^1].Leases);
    }

    [Fact]
    public void An_order_of_another_programme_is_not_found()
    {
        var stranger = new Books(Wallet.Open(new("m-1", "other"), Verified));
        var order = new Books(NewWallet);
        var bought = order
            .Do(
                (it, records) =>
                    Accrue.Decide(it, records, Purchase(100, "o"), Terms, Request("k"), Allowance.Unlimited)
            )
            .Accepted()
            .Order();

        var decision = Domain.Refunding.Refund.Decide(
            stranger.Wallet,
            Records.None.With(new RecordKey.Order("shop", "o"), bought),
            Command("o", "r", new RefundClaim.Amount(new(1))),
            Terms,
            Request("r"),
            Allowance.Unlimited
        );

        Assert.IsType<Refusal.NotFound>(decision.Refused());
    }

    private Decision.Accepted Buy(
        string orderId,
        long fen,
        ImmutableArray<OrderLine>? lines = null,
        DateTimeOffset? at = null,
        string merchantId = "shop"
    )
    {
        var command = Purchase(fen, orderId, merchantId, at ?? Noon);
        if (lines is { } several)
            command = command with { Lines = several };
        return _books
            .Do(
                (it, records) =>
                    Accrue.Decide(it, records, command, Terms, Request(orderId, at ?? Noon), Allowance.Unlimited)
            )
            .Accepted();
    }

    private Decision Refund(
        string orderId,
        string refundId,
        RefundClaim claim,
        DateTimeOffset? now = null,
        ProgrammeRevision? terms = null
    ) =>
        _books.Do(
            (it, records) =>
                Domain.Refunding.Refund.Decide(
                    it,
                    records,
                    Command(orderId, refundId, claim),
                    terms ?? Terms,
                    Request(refundId, now ?? Noon),
                    Allowance.Unlimited
                )
        );

    private static Refund Command(string orderId, string refundId, RefundClaim claim) =>
        new(MingsWallet, "shop", orderId, refundId, claim);

    private static RefundClaim.Lines Lines(params (string Sku, long Fen)[] lines) =>
        new([.. lines.Select(line => new RefundLine(line.Sku, new(line.Fen)))]);

    private static long TakenBack(Decision decision) =>
        ((Domain.Ledger.Cause.Refund)decision.Accepted().Posting.Entries[^1].Cause).TakenBack.Value;
}
