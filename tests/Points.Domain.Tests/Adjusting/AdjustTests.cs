using Points.Domain.Adjusting;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Adjusting;

public sealed class AdjustTests
{
    private static readonly ProgrammeTerms WithAdjustments = Terms with
    {
        Adjustments = new(new(BudgetPeriod.Month, new(1_000)), "kiosk"),
    };

    [Fact]
    public void Points_that_are_given_are_a_lot_of_the_merchant_that_the_terms_name_with_their_usual_validity()
    {
        var accepted = Decide(NewWallet, 50, "call 7").ExpectAccepted();

        var entry = accepted.PendingChange.RequestEntry;
        Assert.Equal([new Lot(new(50), new(2028, 11, 30), "kiosk")], accepted.PendingChange.Wallet.Lots.Open);
        Assert.Equal(new EntryKind.Adjustment(AdjustmentKind.Goodwill, new(50), "call 7"), entry.Kind);
        Assert.Equal([new Explanation("goodwill", new(50), "50 points of goodwill")], entry.Explanation);
        Assert.Equal(new(50), accepted.Issued);
    }

    [Fact]
    public void Points_that_are_given_repay_debts_first()
    {
        var wallet = NewWallet with { Debts = [new("shop", new(30))] };

        var entry = Decide(wallet, 50, "a").ExpectAccepted().PendingChange.RequestEntry;

        Assert.Equal((20, 20), (entry.Points.Value, entry.BalanceAfter.Value));
        Assert.Equal([new Debt("shop", new(-30))], entry.DebtChanges);
        Assert.Equal(20, entry.Explanation.Sum(line => line.Points.Value));
    }

    [Fact]
    public void Points_that_are_taken_come_from_the_lots_that_expire_first_and_go_back_to_no_budget()
    {
        var wallet = WalletWithPoints(100).AfterEarning(100, Noon.AddDays(40), "kiosk");

        var accepted = Decide(wallet, -130, "a", now: Noon.AddDays(41)).ExpectAccepted();

        var entry = accepted.PendingChange.RequestEntry;
        Assert.Equal(
            [new Lot(new(-100), new(2028, 11, 30), "shop"), new Lot(new(-30), new(2029, 1, 31), "kiosk")],
            entry.LotChanges
        );
        Assert.Equal([new Explanation("correction", new(-130), "a correction by -130 points")], entry.Explanation);
        Assert.Equal((Points.Zero, 0), (accepted.Issued, entry.Leases.Length));
    }

    [Fact]
    public void Given_too_few_points_When_taking_points_Then_refused_although_more_are_on_hold()
    {
        var wallet = WalletWithPoints(100) with
        {
            Holds = [new Hold.InTransit("t", [new(new(50), null, "shop")], "other", Noon.AddDays(1))],
        };

        Assert.Equal(new Refusal.NotEnoughPoints(new(100), new(101)), Decide(wallet, -101, "a").ExpectRefused());
        Decide(wallet, -100, "a").ExpectAccepted();
    }

    [Fact]
    public void Points_can_be_taken_from_frozen_and_unverified_members_and_given_to_neither()
    {
        foreach (var facts in new MemberFacts[] { new(true, Frozen: true), new(IdentityVerified: false, false) })
        {
            var wallet = WalletWithPoints(100) with { Facts = facts };

            Decide(wallet, -100, "a").ExpectAccepted();
            Assert.Equal(facts.FindRefusal(), Decide(wallet, 1, "a").ExpectRefused());
        }
    }

    [Fact]
    public void Given_no_cap_for_adjustments_or_no_licence_Then_points_can_only_be_taken()
    {
        var late = new DateTimeOffset(2029, 7, 1, 0, 0, 0, TimeSpan.FromHours(8));
        var wallet = NewWallet.AfterEarning(10, late.AddYears(-1));

        Assert.IsType<Refusal.NotEligible>(Decide(NewWallet, 1, "a", Terms).ExpectRefused());
        Decide(WalletWithPoints(1), -1, "a", Terms).ExpectAccepted();
        Assert.IsType<Refusal.ProgrammeNotLicensed>(Decide(wallet, 1, "a", now: late).ExpectRefused());
        Decide(wallet, -1, "a", now: late).ExpectAccepted();
    }

    [Fact]
    public void Given_a_smaller_allowance_When_giving_points_Then_the_budget_is_exhausted() =>
        Assert.IsType<Refusal.BudgetExhausted>(
            Decide(NewWallet, 11, "a", allowance: new([new("l", new(10))], CancellationToken.None)).ExpectRefused()
        );

    [Fact]
    public void A_reference_counts_once_even_if_the_points_would_not_do_for_a_second_time()
    {
        var wallet = new InMemoryWallet(WalletWithPoints(10));

        var first = Decide(wallet, -10, "ticket", "key-1").ExpectAccepted();

        var firstEntry = first.PendingChange.RequestEntry.EntryId;
        Assert.Equal(
            [new CountedReference("shop", ReferenceUse.Adjustment, "ticket", firstEntry)],
            first.NewRecords.OfType<CountedReference>()
        );
        Assert.Equal(
            new Refusal.AdjustmentAlreadyCounted(firstEntry),
            Decide(wallet, -10, "ticket", "key-2").ExpectRefused()
        );
        Decide(wallet, 5, "other", "key-3").ExpectAccepted();
    }

    private static Decision Decide(
        Wallet wallet,
        long points,
        string reference,
        ProgrammeTerms? terms = null,
        DateTimeOffset? now = null,
        Allowance? allowance = null
    )
    {
        var command = CommandFor(points, reference);
        var key = new RecordKey.CountedReference("shop", ReferenceUse.Adjustment, reference);
        return Adjust.Decide(
            wallet,
            LoadedRecords.None.With(key, null),
            command,
            terms ?? WithAdjustments,
            Request(reference, now),
            allowance ?? Allowance.Unlimited
        );
    }

    private static Decision Decide(InMemoryWallet wallet, long points, string reference, string key) =>
        wallet.Decide(
            (it, records) =>
                Adjust.Decide(
                    it,
                    records,
                    CommandFor(points, reference),
                    WithAdjustments,
                    Request(key),
                    Allowance.Unlimited
                )
        );

    private static Adjust CommandFor(long points, string reference) =>
        new(
            WalletOfMing,
            points > 0 ? AdjustmentKind.Goodwill : AdjustmentKind.Correction,
            new(points),
            "sorry",
            reference
        );
}
