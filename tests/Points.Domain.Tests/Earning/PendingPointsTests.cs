using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Expiring;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Settling;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Earning;

/// <summary>Points of purchases that can be used only when the goods can no longer be returned.</summary>
public sealed class PendingPointsTests
{
    private static readonly ProgrammeTerms Pending = Terms with
    {
        Earning = Terms.Earning with { PendingDays = 14 },
        Settlement = new(new(100), 0.02m, SettledWhen.Consumed),
    };

    /// <summary>Fourteen days after the purchase at noon.</summary>
    private static readonly DateOnly FirstDay = new(2026, 12, 6);

    private static readonly DateTimeOffset LastMoment = Pending.StartOfDay(FirstDay).AddTicks(-1);

    private readonly InMemoryWallet _books = new(NewWallet);

    [Fact]
    public void Points_are_pending_until_the_day_on_which_they_can_be_used_and_expire_as_if_they_were_not()
    {
        var entry = Buy(10_000).PendingChange.RequestEntry;

        Assert.Equal(
            [new PendingLot(new(100), FirstDay, new DateOnly(2028, 11, 30), "shop", 1)],
            _books.Wallet.PendingLots.All
        );
        Assert.Equal((Points.Zero, new Points(100)), (entry.Points, entry.PendingPoints));
        Assert.Equal((Points.Zero, new Points(100)), (entry.After.Balance, entry.After.Pending));
        Assert.Equal(Points.Zero, _books.Wallet.AsOf(Pending, LastMoment).Lots.Total);
    }

    [Fact]
    public void They_can_be_used_from_that_moment_on_without_a_job()
    {
        Buy(10_000);

        Assert.IsType<Refusal.NotEnoughPoints>(RedeemMug(LastMoment).ExpectRefused());
        RedeemMug(Pending.StartOfDay(FirstDay)).ExpectAccepted();

        Assert.Equal(
            [typeof(EntryKind.Purchase), typeof(EntryKind.PendingRelease), typeof(EntryKind.Redemption)],
            _books.Entries.Select(entry => entry.Kind.GetType())
        );
    }

    [Fact]
    public void The_job_for_expiry_is_due_on_that_day_and_books_the_release_once()
    {
        Buy(10_000);
        var due = WalletMaintenance.ScheduleOf(_books.Wallet, Pending, Noon).Expiry;

        Assert.Equal(Pending.StartOfDay(FirstDay), due);
        Assert.False(_books.CommitMaintenance(it => ExpiryMaintenance.Decide(it, Pending, LastMoment)));
        Assert.True(_books.CommitMaintenance(it => ExpiryMaintenance.Decide(it, Pending, due!.Value)));
        Assert.False(_books.CommitMaintenance(it => ExpiryMaintenance.Decide(it, Pending, due!.Value)));
        Assert.Equal(new Points(100), _books.Wallet.Lots.Total);
    }

    [Fact]
    public void They_are_not_the_balance_that_perks_and_rules_see()
    {
        Buy(10_000);

        Assert.Equal(Points.Zero, _books.Wallet.BuildRuleContext(Pending, Noon, Noon).Balance);
        Assert.Equal(
            new Points(100),
            _books.Wallet.BuildRuleContext(Pending, Noon, Pending.StartOfDay(FirstDay)).Balance
        );
    }

    [Fact]
    public void They_repay_a_debt_only_when_they_can_be_used()
    {
        Buy(10_000, "old", Noon.AddDays(-20));
        RedeemMug(Noon).ExpectAccepted();
        Refund("old", 10_000, Noon).ExpectAccepted();

        Buy(15_000);

        Assert.Equal((new Points(100), Points.Zero), (_books.Wallet.Debt, _books.Wallet.Lots.Total));
        var later = _books.Wallet.AsOf(Pending, Pending.StartOfDay(FirstDay));
        Assert.Equal((Points.Zero, new Points(50)), (later.Debt, later.Lots.Total));
    }

    [Fact]
    public void A_refund_takes_them_before_points_that_can_be_used()
    {
        Buy(10_000, "old", Noon.AddDays(-20));
        Buy(10_000);

        var refund = Refund("order-1", 4_000, Noon.AddDays(1)).ExpectAccepted().PendingChange.RequestEntry;

        Assert.Equal((Points.Zero, new Points(-40)), (refund.Points, refund.PendingPoints));
        Assert.Equal(
            (new Points(100), new Points(60), Points.Zero),
            (_books.Wallet.Lots.Total, _books.Wallet.PendingLots.Total, _books.Wallet.Debt)
        );
    }

    [Fact]
    public void A_refund_of_pending_points_returns_them_to_the_budget()
    {
        Buy(10_000);
        var allowance = new Allowance([new("lease", Points.Zero)], CancellationToken.None);

        var refund = Refund("order-1", 10_000, Noon, allowance).ExpectAccepted().PendingChange.RequestEntry;

        Assert.Equal([new LeaseSpend("lease", new(-100))], refund.Leases);
    }

    [Fact]
    public void A_refund_after_points_became_usable_takes_them_from_the_orders_lot()
    {
        Buy(10_000, "old", Noon.AddMonths(-1));
        Buy(10_000);

        Refund("order-1", 10_000, Pending.StartOfDay(FirstDay)).ExpectAccepted();

        Assert.Equal([new Lot(new(100), new DateOnly(2028, 10, 31), "shop")], _books.Wallet.Lots.Open);
    }

    [Fact]
    public void Points_are_issued_for_settlement_when_they_can_be_used_and_never_if_they_are_taken_back_before()
    {
        Buy(10_000);
        Refund("order-1", 4_000, Noon).ExpectAccepted();
        _books.CommitMaintenance(it => ExpiryMaintenance.Decide(it, Pending, Pending.StartOfDay(FirstDay)));

        var flow = Assert.Single(Flows());
        Assert.Equal((FlowKind.Issued, "shop", new Points(60)), (flow.Kind, flow.IssuerMerchantId, flow.Points));
    }

    [Fact]
    public void Points_that_nobody_looked_at_until_they_expired_are_released_first_and_then_expire()
    {
        Buy(10_000);

        _books.CommitMaintenance(it => ExpiryMaintenance.Decide(it, Pending, Noon.AddYears(3)));

        Assert.Equal(
            [typeof(EntryKind.Purchase), typeof(EntryKind.PendingRelease), typeof(EntryKind.Expiry)],
            _books.Entries.Select(entry => entry.Kind.GetType())
        );
        Assert.Equal([FlowKind.Issued, FlowKind.Expired], Flows().Select(flow => flow.Kind));
    }

    [Fact]
    public void Points_can_be_used_on_their_last_day_however_long_they_are_pending()
    {
        var lastDay = new DateOnly(2026, 11, 30);
        var terms = Pending with { Validity = new Validity.FixedDate(lastDay) };
        _books.Decide(it => Earn(it, terms)).ExpectAccepted();

        Assert.Equal(lastDay, Assert.Single(_books.Wallet.PendingLots.All).UsableFrom);
        Assert.Equal(new Points(100), _books.Wallet.AsOf(terms, terms.StartOfDay(lastDay)).Lots.Total);
    }

    [Fact]
    public void Points_keep_their_day_when_later_terms_let_points_be_used_at_once()
    {
        Buy(10_000);

        Assert.Equal(Points.Zero, _books.Wallet.AsOf(Terms, LastMoment).Lots.Total);
        Assert.Equal(new Points(100), _books.Wallet.AsOf(Terms, Terms.StartOfDay(FirstDay)).Lots.Total);
    }

    [Fact]
    public void Points_of_actions_are_never_pending_because_nothing_can_be_returned()
    {
        var terms = Pending with
        {
            Actions =
            [
                new(
                    "survey",
                    new("问卷", "Survey"),
                    new(30),
                    new(1, LimitPeriod.Day),
                    CanMembersRequest: false,
                    OwnDay: null,
                    Condition.Always,
                    "shop"
                ),
            ],
        };

        _books
            .Decide(it =>
                RecordAction.Decide(
                    it,
                    new(WalletOfMing, "survey", "s-1", ByOperator: true),
                    terms,
                    Request("s-1"),
                    Allowance.Unlimited
                )
            )
            .ExpectAccepted();

        Assert.Equal(new Points(30), _books.Wallet.Lots.Total);
    }

    private static Decision Earn(Wallet wallet, ProgrammeTerms terms) =>
        Accrue.Decide(wallet, LoadedRecords.None, Purchase(10_000), terms, Request("buy"), Allowance.Unlimited);

    private Decision.Accepted Buy(long fen, string orderId = "order-1", DateTimeOffset? at = null) =>
        _books
            .Decide(
                (it, records) =>
                    Accrue.Decide(
                        it,
                        records,
                        Purchase(fen, orderId, at: at),
                        Pending,
                        Request($"buy-{orderId}", at),
                        Allowance.Unlimited
                    )
            )
            .ExpectAccepted();

    private Decision RedeemMug(DateTimeOffset at) =>
        _books.Decide(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Pending, Request("mug", at)));

    private Decision Refund(string orderId, long fen, DateTimeOffset at, Allowance? allowance = null) =>
        _books.Decide(
            (it, records) =>
                Domain.Refunding.Refund.Decide(
                    it,
                    records,
                    new(WalletOfMing, "shop", orderId, $"r-{orderId}", new RefundClaim.Amount(new(fen))),
                    Pending,
                    Request($"refund-{orderId}", at),
                    allowance ?? Allowance.Unlimited
                )
        );

    private IEnumerable<PointsFlow> Flows() =>
        _books.Entries.SelectMany(entry => FlowExtraction.Extract(WalletOfMing, entry, _ => Pending));
}
