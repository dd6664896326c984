using System.Collections.Immutable;
using Points.Domain.Adjusting;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Adjusting;

public sealed class OpenBalanceTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly ProgrammeTerms WithOpenings = Terms with
    {
        OpeningBudget = new(BudgetPeriod.Ever, new(1_000)),
    };

    [Fact]
    public void Lots_keep_their_last_days_and_their_issuers()
    {
        ImmutableArray<Lot> lots =
        [
            new(new(30), Today, "kiosk"),
            new(new(50), new(2050, 1, 1), "shop"),
            new(new(7), null, "shop"),
        ];

        var accepted = Decide(new(NewWallet), lots).ExpectAccepted();

        var entry = accepted.PendingChange.RequestEntry;
        Assert.Equal(lots, accepted.PendingChange.Wallet.Lots.Open);
        Assert.Equal(new EntryKind.OpeningBalance(new(87), "old-1"), entry.Kind);
        Assert.Equal(
            [new Explanation("opening-balance", new(87), "87 points were taken over from another system")],
            entry.Explanation
        );
        Assert.Equal(new(87), accepted.Issued);
    }

    [Fact]
    public void They_repay_debts_first()
    {
        var wallet = new InMemoryWallet(NewWallet with { Debts = [new("shop", new(30))] });

        var entry = Decide(wallet, [new(new(20), Today, "kiosk"), new(new(50), null, "kiosk")])
            .ExpectAccepted()
            .PendingChange.RequestEntry;

        Assert.Equal((40, 40), (entry.Points.Value, entry.BalanceAfter.Value));
        Assert.Equal(40, entry.Explanation.Sum(line => line.Points.Value));
    }

    [Fact]
    public void Given_an_expired_lot_or_an_issuer_outside_the_programme_Then_all_lots_are_refused()
    {
        var good = new Lot(new(20), null, "shop");

        Assert.Equal(
            "lots[1].expiresOn",
            Assert
                .IsType<Refusal.Invalid>(
                    Decide(new(NewWallet), [good, good with { ExpiresOn = Today.AddDays(-1) }]).ExpectRefused()
                )
                .Field
        );
        foreach (var merchantId in (string[])["elsewhere", "cinema"])
            Assert.Equal(
                new Refusal.MerchantNotInProgramme(merchantId),
                Decide(new(NewWallet), [good, good with { IssuedBy = merchantId }]).ExpectRefused()
            );
    }

    [Fact]
    public void Given_a_frozen_or_unverified_member_or_no_cap_or_no_licence_Then_nothing_is_taken_over()
    {
        ImmutableArray<Lot> lots = [new(new(20), null, "shop")];
        var late = new DateTimeOffset(2029, 7, 1, 0, 0, 0, TimeSpan.FromHours(8));
        foreach (var facts in new MemberFacts[] { new(true, Frozen: true), new(IdentityVerified: false, false) })
            Assert.Equal(facts.FindRefusal(), Decide(new(NewWallet with { Facts = facts }), lots).ExpectRefused());
        Assert.IsType<Refusal.NotEligible>(Decide(new(NewWallet), lots, terms: Terms).ExpectRefused());
        Assert.IsType<Refusal.ProgrammeNotLicensed>(Decide(new(NewWallet), lots, now: late).ExpectRefused());
        Assert.IsType<Refusal.BudgetExhausted>(
            Decide(new(NewWallet), lots, allowance: new([new("l", new(19))], CancellationToken.None)).ExpectRefused()
        );
    }

    [Fact]
    public void A_reference_counts_once_and_is_not_that_of_an_adjustment()
    {
        var wallet = new InMemoryWallet(NewWallet);
        var first = Decide(wallet, [new(new(20), null, "shop")]).ExpectAccepted().PendingChange.RequestEntry.EntryId;

        Assert.Equal(
            new Refusal.OpeningBalanceAlreadyCounted(first),
            Decide(wallet, [new(new(5), null, "shop")], key: "other").ExpectRefused()
        );
        wallet
            .Decide(
                (it, records) =>
                    Adjust.Decide(
                        it,
                        records,
                        new(WalletOfMing, AdjustmentKind.Correction, new(-20), "test", "old-1"),
                        Terms,
                        Request("down"),
                        Allowance.Unlimited
                    )
            )
            .ExpectAccepted();
    }

    private static Decision Decide(
        InMemoryWallet wallet,
        ImmutableArray<Lot> lots,
        ProgrammeTerms? terms = null,
        DateTimeOffset? now = null,
        Allowance? allowance = null,
        string key = "key"
    ) =>
        wallet.Decide(
            (it, records) =>
                OpenBalance.Decide(
                    it,
                    records,
                    new(WalletOfMing, "old-1", lots),
                    terms ?? WithOpenings,
                    Request(key, now),
                    allowance ?? Allowance.Unlimited
                )
        );
}
