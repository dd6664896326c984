using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Refunding;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Refunding;

/// <summary>
/// A refund that arrives before its purchase reduces what the purchase earns, however much later the purchase arrives.
/// </summary>
public sealed class EarlyRefundTests
{
    private static readonly DateTimeOffset LongAfter = Noon.AddDays(Terms.Earning.LateDays + 1);

    private readonly InMemoryWallet _books = new(NewWallet);

    [Fact]
    public void Given_a_newer_early_refund_after_lateDays_Then_the_older_one_still_reduces_its_purchase()
    {
        Refund("o", 4_000);
        Refund("another", 1, LongAfter);

        Assert.Equal(60, Earned("o", byOperator: true));
    }

    [Fact]
    public void Given_the_list_is_full_When_old_refunds_leave_it_Then_they_still_reduce_their_purchases()
    {
        FillList();
        Refund("one-more", 1, LongAfter);

        Assert.Equal(60, Earned("o-0", byOperator: true));
        Assert.Equal(60, Earned("o-19", byOperator: true));
        Assert.Equal(100, Earned("new"));
    }

    [Fact]
    public void Given_a_purchase_that_is_said_to_be_newer_than_its_refund_Then_the_refund_reduces_it_too()
    {
        FillList();
        Refund("one-more", 1, LongAfter);

        Assert.Equal(60, Earned("o-0", occurredAt: LongAfter));
    }

    [Fact]
    public void Given_a_revision_with_fewer_lateDays_Then_refunds_of_before_still_reduce_their_purchases()
    {
        var shorter = Terms with { Earning = Terms.Earning with { LateDays = 0 } };
        FillList();
        Refund("one-more", 1, Noon.AddMinutes(1), shorter);

        Assert.Equal(60, Earned("o-0", Noon.AddMinutes(2), occurredAt: Noon));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void At_the_last_moment_of_lateDays_the_merchants_own_purchase_is_reduced(int ticks)
    {
        var lastMoment = Noon.AddDays(Terms.Earning.LateDays).AddTicks(ticks);
        FillList();
        Refund("one-more", 1, lastMoment, mayBeRefused: true);

        Assert.Equal(60, Earned("o-0", lastMoment, occurredAt: lastMoment.AddDays(-Terms.Earning.LateDays)));
    }

    [Fact]
    public void A_second_refund_of_an_order_that_left_the_list_adds_to_the_first()
    {
        FillList();
        Refund("one-more", 1, LongAfter);
        Refund("o-0", 1_000, LongAfter);

        Assert.Equal(50, Earned("o-0", byOperator: true));
    }

    [Fact]
    public void A_purchase_reads_records_only_for_its_own_early_refund_or_while_some_are_not_listed()
    {
        Assert.False(ReadsRecords("new"));
        FillList();
        Assert.Equal((false, true), (ReadsRecords("new"), ReadsRecords("o-0")));

        Refund("one-more", 1, LongAfter);
        Assert.Equal((true, 20), (ReadsRecords("new"), _books.Wallet.EarlyRefunds.UnlistedCount));
        for (var i = 0; i < EarlyRefund.CountMaxPerMerchant; i++)
            Earned($"o-{i}", byOperator: true);

        Assert.Equal((false, true), (ReadsRecords("new"), ReadsRecords("one-more")));
    }

    [Fact]
    public void Given_only_old_refunds_When_there_is_room_Then_they_stay_listed()
    {
        Refund("o", 1);
        Refund("another", 1, LongAfter);

        Assert.Equal((2, 0), (_books.Wallet.EarlyRefunds.Listed.Length, _books.Wallet.EarlyRefunds.UnlistedCount));
    }

    [Fact]
    public void Given_a_listed_order_without_a_record_Then_its_purchase_earns_in_full_and_the_list_is_corrected()
    {
        var key = new RecordKey.EarlyRefund("shop", "shop", "o");
        var wallet = NewWallet with { EarlyRefunds = new([new(key, Noon)], UnlistedCount: 0) };

        var earned = Accrue
            .Decide(
                wallet,
                LoadedRecords.None.With(key, null),
                Purchase(10_000, "o"),
                Terms,
                Request("o"),
                Allowance.Unlimited
            )
            .ExpectAccepted();

        Assert.Equal(new Points(100), earned.PendingChange.RequestEntry.Points);
        Assert.Empty(earned.PendingChange.Wallet.EarlyRefunds.Listed);
    }

    private bool ReadsRecords(string orderId) =>
        Accrue.Decide(
            _books.Wallet,
            LoadedRecords.None,
            Purchase(10_000, orderId),
            Terms,
            Request(orderId),
            Allowance.Unlimited
        ) is Decision.NeedsRecords;

    private void FillList()
    {
        for (var i = 0; i < EarlyRefund.CountMaxPerMerchant; i++)
            Refund($"o-{i}", 4_000);
    }

    private void Refund(
        string orderId,
        long fen,
        DateTimeOffset? now = null,
        ProgrammeTerms? terms = null,
        bool mayBeRefused = false
    )
    {
        var at = now ?? Noon;
        var refundId = $"r-{orderId}-{at:O}";
        var command = new Refund(WalletOfMing, "shop", orderId, refundId, new RefundClaim.Amount(new(fen)));
        var decision = _books.Decide(
            (it, records) =>
                Domain.Refunding.Refund.Decide(
                    it,
                    records,
                    command,
                    terms ?? Terms,
                    Request(refundId, at),
                    Allowance.Unlimited
                )
        );
        if (!mayBeRefused)
            decision.ExpectAccepted();
    }

    /// <summary>The points that a purchase of ¥100 adds. It would earn 100 without refunds.</summary>
    private long Earned(
        string orderId,
        DateTimeOffset? now = null,
        DateTimeOffset? occurredAt = null,
        bool byOperator = false
    )
    {
        var at = now ?? LongAfter;
        var command = Purchase(10_000, orderId, at: occurredAt ?? (byOperator ? Noon.AddDays(-1) : at)) with
        {
            ByOperator = byOperator,
        };
        return _books
            .Decide(
                (it, records) => Accrue.Decide(it, records, command, Terms, Request(orderId, at), Allowance.Unlimited)
            )
            .ExpectAccepted()
            .PendingChange.RequestEntry.Points.Value;
    }
}
