using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Refunding;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Refunding;

/// <summary>How many points a refund takes back, and from which lots.</summary>
public sealed class RefundTests
{
    private readonly InMemoryWallet _books = new(NewWallet);

    [Fact]
    public void Each_partial_refund_takes_back_its_share_rounded_down_and_the_last_takes_the_rest()
    {
        Buy("o", 10_000);

        Assert.Equal(
            [33, 33, 34],
            new[] { 3_333, 3_333, 3_334 }.Select(
                (fen, i) => TakenBack(Refund("o", $"r{i}", new RefundClaim.Amount(new(fen))))
            )
        );
        Assert.Equal(
            new Refusal.RefundExceedsOrder(new(Terms.ProgrammeId, new(10_000), new(10_000))),
            Refund("o", "r9", new RefundClaim.Amount(new(1))).ExpectRefused()
        );
    }

    [Fact]
    public void A_refunded_line_is_found_by_its_sku_and_takes_back_what_it_earned()
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

        // The 44 points for ¥44.99 are divided among the lines: 29, 10 and 5.
        Assert.Equal(29, TakenBack(Refund("o", "r1", Lines(("tea", 3_000)))));
        Assert.Equal(
            new Refusal.RefundExceedsOrder(new(Terms.ProgrammeId, new(4_499), new(3_000))),
            Refund("o", "r2", Lines(("tea", 501))).ExpectRefused()
        );
        Assert.Equal(15, TakenBack(Refund("o", "r3", Lines(("tea", 500), ("pen", 999)))));
        Assert.True(_books.Order("o").IsFullyRefunded);
    }

    [Fact]
    public void A_refund_takes_from_the_orders_own_lot_before_older_lots()
    {
        Buy("old", 10_000);
        Buy("new", 10_000, at: Noon.AddMonths(2));

        Refund("new", "r", new RefundClaim.Amount(new(10_000)), Noon.AddMonths(3)).ExpectAccepted();

        Assert.Equal([new Lot(new(100), new DateOnly(2028, 11, 30), "shop")], _books.Wallet.Lots.Open);
    }

    [Theory]
    [InlineData(RefundsFrom.AnyLot, 20, 0)]
    [InlineData(RefundsFrom.OwnLot, 100, 80)]
    public void Points_missing_in_the_own_lot_come_from_other_lots_or_are_owed_as_the_terms_say(
        RefundsFrom policy,
        long left,
        long owed
    )
    {
        var terms = Terms with { Earning = Terms.Earning with { RefundsFrom = policy } };
        Buy("old", 8_000);
        Buy("new", 12_000, at: Noon.AddMonths(2));
        // Spends the 80 points of the old lot and 20 of the new one.
        _books
            .Decide(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), terms, Request("m", Noon.AddMonths(2))))
            .ExpectAccepted();
        Buy("other", 2_000, at: Noon.AddMonths(3));
        Buy("kiosks", 6_000, at: Noon.AddMonths(3), merchantId: "kiosk");

        Refund("old", "r", new RefundClaim.Amount(new(8_000)), Noon.AddMonths(3), terms).ExpectAccepted();

        Assert.Equal((new Points(left + 80), new Points(owed)), (_books.Wallet.Lots.Total, _books.Wallet.Debt));
    }

    [Fact]
    public void The_next_earning_repays_a_debt_to_any_merchant()
    {
        Buy("o", 10_000);
        _books.Decide(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("m"))).ExpectAccepted();
        Refund("o", "r", new RefundClaim.Amount(new(10_000))).ExpectAccepted();
        Assert.Equal([new Debt("shop", new(100))], _books.Wallet.Debts);

        var earned = Buy("p", 15_000, merchantId: "kiosk");

        Assert.Equal(
            (new Points(50), new Points(150)),
            (earned.PendingChange.RequestEntry.Points, earned.CreatedOrder().Points)
        );
        Assert.Equal([new Lot(new(50), new DateOnly(2028, 11, 30), "kiosk")], _books.Wallet.Lots.Open);
        Assert.Empty(_books.Wallet.Debts);
    }

    [Fact]
    public void Early_refunds_reduce_the_purchase_and_their_excess_is_ignored()
    {
        Refund("o", "r1", Lines(("sku-1", 4_000))).ExpectAccepted();
        Refund("o", "r2", Lines(("pen", 500))).ExpectAccepted();
        Refund("o", "r3", new RefundClaim.Amount(new(9_000))).ExpectAccepted();

        var earned = Buy("o", 10_000);

        Assert.Equal(
            (new Points(0), new Points(100)),
            (earned.PendingChange.RequestEntry.Points, earned.CreatedOrder().Points)
        );
        Assert.True(_books.Order("o").IsFullyRefunded);
        Assert.Empty(_books.Wallet.EarlyRefunds.Listed);
    }

    [Fact]
    public void Given_an_order_of_another_programme_When_refunding_Then_refused_with_that_programme()
    {
        var stranger = new InMemoryWallet(Wallet.Open(new("m-1", "other"), KeyOfMing, Verified));
        var order = new InMemoryWallet(NewWallet);
        var bought = order
            .Decide(
                (it, records) =>
                    Accrue.Decide(it, records, Purchase(100, "o"), Terms, Request("k"), Allowance.Unlimited)
            )
            .ExpectAccepted()
            .CreatedOrder();

        var decision = Domain.Refunding.Refund.Decide(
            stranger.Wallet,
            LoadedRecords.None.With(new RecordKey.Order("shop", "o"), bought),
            Command("o", "r", new RefundClaim.Amount(new(1))),
            Terms,
            Request("r"),
            Allowance.Unlimited
        );

        Assert.Equal(new Refusal.OrderInAnotherProgramme(Terms.ProgrammeId), decision.ExpectRefused());
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
            .Decide(
                (it, records) =>
                    Accrue.Decide(it, records, command, Terms, Request(orderId, at ?? Noon), Allowance.Unlimited)
            )
            .ExpectAccepted();
    }

    private Decision Refund(
        string orderId,
        string refundId,
        RefundClaim claim,
        DateTimeOffset? now = null,
        ProgrammeTerms? terms = null
    ) =>
        _books.Decide(
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
        new(WalletOfMing, "shop", orderId, refundId, claim);

    private static RefundClaim.Lines Lines(params (string Sku, long Fen)[] lines) =>
        new([.. lines.Select(line => new RefundLine(line.Sku, new(line.Fen)))]);

    private static long TakenBack(Decision decision) =>
        ((Domain.Ledger.EntryKind.Refund)decision.ExpectAccepted().PendingChange.RequestEntry.Kind).TakenBack.Value;
}
