using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Earning;

public sealed class AccrueTests
{
    [Theory]
    [InlineData(10_000, 0, 100)]
    [InlineData(10_099, 0, 100)]
    [InlineData(99, 0, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(10_000, 2_550, 74)]
    [InlineData(10_000, 10_000, 0)]
    public void Cash_paid_earns_a_point_a_yuan_rounded_down(long fen, long paidWithPointsFen, long points)
    {
        var pending = Decide(NewWallet, Purchase(fen, paidWithPointsFen: paidWithPointsFen))
            .ExpectAccepted()
            .PendingChange;

        Assert.Equal(new(points), pending.Entries.Single().Points);
        Assert.Equal(new(points), pending.Wallet.Lots.Total);
    }

    [Fact]
    public void A_fractional_rate_is_exact_before_it_is_rounded_down()
    {
        var terms = Terms with { Earning = Terms.Earning with { BaseRates = [new("base", 0.1m, Condition.Always)] } };

        var entry = Accrue
            .Decide(NewWallet, LoadedRecords.None, Purchase(2_999), terms, Request("k"), Allowance.Unlimited)
            .ExpectAccepted()
            .PendingChange.Entries.Single();

        Assert.Equal(new(2), entry.Points);
        Assert.Equal(new Explanation("base", new(2), "¥29.99 × 0.1 per ¥1, rounded down"), entry.Explanation.Single());
    }

    [Fact]
    public void Points_last_from_the_time_of_booking_not_from_the_purchase()
    {
        var pending = Decide(NewWallet, Purchase(10_000, at: Noon.AddDays(-60))).ExpectAccepted().PendingChange;

        Assert.Equal(new Lot(new(100), new DateOnly(2028, 11, 30), "shop"), pending.Wallet.Lots.Open.Single());
    }

    [Fact]
    public void The_day_of_earning_is_in_the_programmes_time_zone()
    {
        var lastMinutesOfMayInShanghai = new DateTimeOffset(2027, 5, 31, 15, 59, 59, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2029, 5, 31), ExpiryOf(lastMinutesOfMayInShanghai));
        Assert.Equal(new DateOnly(2029, 6, 30), ExpiryOf(lastMinutesOfMayInShanghai.AddSeconds(1)));

        static DateOnly? ExpiryOf(DateTimeOffset now) => NewWallet.AfterEarning(1, now).Lots.Open.Single().ExpiresOn;
    }

    [Fact]
    public void The_order_records_what_each_line_earned()
    {
        var order = Accrue
            .Decide(
                NewWallet,
                LoadedRecords.None,
                Purchase(10_000, paidWithPointsFen: 2_500) with
                {
                    Lines = TheLines,
                },
                Terms,
                Request("k"),
                Allowance.Unlimited
            )
            .ExpectAccepted()
            .CreatedOrder();

        Assert.Equal(
            (
                "shop",
                "shop",
                "order-1",
                Request("k").EntryIdIn(KeyOfMing),
                new Points(75),
                Noon,
                new Fen(2_500),
                new DateOnly(2028, 11, 30)
            ),
            (
                order.ProgrammeId,
                order.MerchantId,
                order.OrderId,
                order.EntryId,
                order.Points,
                order.OccurredAt,
                order.PaidWithPoints,
                order.ExpiresOn
            )
        );
        Assert.Equal(TheLines, order.Lines);
        Assert.Equal(new(75), order.PointsByLine.Aggregate(Points.Zero, (sum, share) => sum + share));
    }

    [Fact]
    public void Given_a_frozen_member_When_accruing_Then_refused_member_frozen() =>
        Assert.IsType<Refusal.MemberFrozen>(
            Decide(Wallet.Open(WalletOfMing, KeyOfMing, new(true, Frozen: true)), Purchase(100)).ExpectRefused()
        );

    [Fact]
    public void Given_an_unverified_member_When_accruing_Then_refused_not_eligible() =>
        Assert.IsType<Refusal.NotEligible>(
            Decide(Wallet.Open(WalletOfMing, KeyOfMing, new(IdentityVerified: false, false)), Purchase(100))
                .ExpectRefused()
        );

    [Theory]
    [InlineData("cinema")]
    [InlineData("elsewhere")]
    [InlineData("SHOP")]
    public void Given_a_merchant_that_issues_no_points_When_accruing_Then_refused(string merchantId) =>
        Assert.Equal(
            new Refusal.MerchantNotInProgramme(merchantId),
            Decide(NewWallet, Purchase(100, merchantId: merchantId)).ExpectRefused()
        );

    [Fact]
    public void Given_a_merchant_When_a_purchase_is_over_90_days_old_Then_refused_too_late()
    {
        Decide(NewWallet, Purchase(100, at: Noon.AddDays(-90))).ExpectAccepted();
        Assert.Equal(
            new Refusal.TooLate(90),
            Decide(NewWallet, Purchase(100, at: Noon.AddDays(-90).AddSeconds(-1))).ExpectRefused()
        );
        Decide(NewWallet, Purchase(100, at: Noon.AddYears(-17)) with { ByOperator = true }).ExpectAccepted();
    }

    [Fact]
    public void A_purchase_may_be_five_minutes_ahead_of_our_clock_and_no_more()
    {
        Decide(NewWallet, Purchase(100, at: Noon.AddMinutes(5))).ExpectAccepted();
        Assert.Equal(
            "occurredAt",
            Assert
                .IsType<Refusal.Invalid>(
                    Decide(NewWallet, Purchase(100, at: Noon.AddMinutes(5).AddTicks(1))).ExpectRefused()
                )
                .Field
        );
        Assert.IsType<Refusal.Invalid>(
            Decide(NewWallet, Purchase(100, at: Noon.AddHours(1)) with { ByOperator = true }).ExpectRefused()
        );
    }

    [Theory]
    [InlineData("2029-06-30T23:59:59+08:00", true)]
    [InlineData("2029-07-01T00:00:00+08:00", false)]
    public void Given_an_expired_filing_When_accruing_Then_refused_not_licensed(string now, bool issued)
    {
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        var decision = Accrue.Decide(
            NewWallet,
            LoadedRecords.None,
            Purchase(100, at: at),
            Terms,
            Request("k", at),
            Allowance.Unlimited
        );

        Assert.Equal(issued, decision.Match(_ => true, refusal => refusal is not Refusal.ProgrammeNotLicensed));
    }

    [Fact]
    public void Given_a_fixed_expiry_date_in_the_past_When_accruing_Then_refused_not_eligible()
    {
        var terms = Terms with { Validity = new Validity.FixedDate(new(2026, 11, 21)) };

        Assert.IsType<Refusal.NotEligible>(
            Accrue
                .Decide(NewWallet, LoadedRecords.None, Purchase(100), terms, Request("k"), Allowance.Unlimited)
                .ExpectRefused()
        );
    }

    [Fact]
    public void Expiry_that_is_due_is_booked_before_the_purchase()
    {
        var later = Noon.AddMonths(25);
        var pending = Accrue
            .Decide(
                WalletWithPoints(80),
                LoadedRecords.None,
                Purchase(2_000, "order-9", at: later),
                Terms,
                Request("k9", later),
                Allowance.Unlimited
            )
            .ExpectAccepted()
            .PendingChange;

        Assert.Equal([-80, 20], pending.Entries.Select(entry => entry.Points.Value));
        Assert.Equal([0, 20], pending.Entries.Select(entry => entry.BalanceAfter.Value));
        Assert.Equal(new EntryKind.Expiry(new(2028, 12, 22)), pending.Entries[0].Kind);
        Assert.Equal(Request("k9").EntryIdIn(KeyOfMing), pending.RequestEntry.EntryId);
    }

    [Fact]
    public void The_fingerprint_depends_on_the_purchase_but_not_on_its_time_offset_or_the_caller()
    {
        var purchase = Purchase(100);

        Assert.Equal(
            purchase.Fingerprint(),
            (purchase with { OccurredAt = purchase.OccurredAt.ToUniversalTime(), ByOperator = true }).Fingerprint()
        );
        Assert.NotEqual(purchase.Fingerprint(), Purchase(101).Fingerprint());
        Assert.NotEqual(
            purchase.Fingerprint(),
            (purchase with { Lines = [purchase.Lines[0], purchase.Lines[0]] }).Fingerprint()
        );
        Assert.NotEqual(
            purchase.Fingerprint(),
            (purchase with { Lines = [purchase.Lines[0] with { Tags = ["x"] }] }).Fingerprint()
        );
    }

    private static readonly System.Collections.Immutable.ImmutableArray<OrderLine> TheLines =
    [
        new("sku-1", "general", new(10_000), 1, null, []),
    ];

    private static Decision Decide(Wallet wallet, Accrue purchase) =>
        Accrue.Decide(wallet, LoadedRecords.None, purchase, Terms, Request("k"), Allowance.Unlimited);
}
