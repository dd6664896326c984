using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Refunding;
using static Points.Domain.Tests.Programmes.ExpiryChangeSample;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Programmes;

/// <summary>How wallets, holds and refunds follow an expiry change (law L2).</summary>
public sealed class WalletExpiryChangeTests
{
    [Fact]
    public void Given_an_expiry_change_Then_a_wallet_shows_it_at_once_and_records_it_once()
    {
        var terms = Second(OneYear);
        var wallet = NotifiedWallet();

        Assert.Equal(
            [Day("2028-11-30")],
            wallet.AsOf(First, EffectiveFrom.AddTicks(-1)).Lots.Open.Select(lot => lot.ExpiresOn)
        );
        var pending = wallet.BeginChange(terms, Later);

        var entry = Assert.Single(pending.Entries);
        Assert.Equal(
            (new EntryKind.ExpiryChange(2), Points.Zero, EntryId.OfExpiryChange(WalletOfMing, 2)),
            ((EntryKind.ExpiryChange)entry.Kind, entry.Points, entry.EntryId)
        );
        Assert.Equal(
            [new Lot(new(-100), Day("2028-11-30"), "shop"), new Lot(new(100), Day("2027-11-30"), "shop")],
            entry.LotChanges
        );
        Assert.Equal("100 points last until 2027-11-30, not 2028-11-30", entry.Explanation.Single().Because);
        Assert.Equal([new Lot(new(100), Day("2027-11-30"), "shop")], pending.Wallet.Lots.Open);
        Assert.Equal(2, pending.Wallet.AppliedRevision);
        Assert.Empty(pending.Wallet.BeginChange(terms, Later).Entries);
    }

    [Theory]
    // Held while the change takes effect; with a hold that ended before it; held from the instant of the change.
    [InlineData("2026-11-22T12:00:00+08:00", "2027-12-05T00:00:00+08:00", "2028-01-31")]
    [InlineData("2026-11-22T12:00:00+08:00", "2027-05-20T00:00:00+08:00", "2028-01-31")]
    [InlineData("2027-06-01T00:00:00+08:00", "2027-06-05T00:00:00+08:00", "2027-11-30")]
    public void Lots_held_while_the_change_took_effect_last_longer(string from, string until, string day)
    {
        var terms = RevisionsOf((OneYear, "2020-01-01", false), (new Validity.Months(14, true), "2027-06-01", true))[1];
        var lots = ImmutableArray.Create(new Lot(new(100), Day("2027-11-30"), "shop"));
        var wallet = NewWallet with
        {
            AppliedRevision = At(from) < EffectiveFrom ? 1 : 2,
            Holds = [new Hold.ForReward("r-1", lots, "tyre", 1, At(from), At(until))],
        };

        var pending = wallet.BeginChange(terms, At("2027-12-06T00:00:00+08:00"));

        Assert.Equal(
            day == "2027-11-30" ? [] : [(100, Day(day))],
            pending.Wallet.Lots.Open.Select(lot => ((int)lot.Points.Value, lot.ExpiresOn))
        );
    }

    [Fact]
    public void Lots_held_while_the_change_took_effect_do_not_expire_sooner()
    {
        var lots = ImmutableArray.Create(new Lot(new(100), Day("2028-11-30"), "shop"));
        var wallet = NewWallet with
        {
            AppliedRevision = 1,
            ChangeNotifications = [new(1, 2, NotifiedAt)],
            Holds = [new Hold.ForReward("r-1", lots, "tyre", 1, Noon, Later.AddDays(-1))],
        };

        Assert.Equal(
            [Day("2028-11-30")],
            wallet.BeginChange(Second(OneYear), Later).Wallet.Lots.Open.Select(lot => lot.ExpiresOn)
        );
    }

    [Fact]
    public void Given_terms_that_do_not_apply_to_earned_points_Then_lots_stay_as_they_are()
    {
        var terms = RevisionsOf((TwoYears, "2020-01-01", false), (OneYear, "2027-06-01", false))[1];

        Assert.Empty(NotifiedWallet().BeginChange(terms, Later).Entries);
        Assert.Equal(Day("2028-11-30"), NotifiedWallet().AsOf(terms, Later).Lots.Open.Single().ExpiresOn);
    }

    [Fact]
    public void A_refund_finds_the_lot_of_its_order_under_the_new_last_day()
    {
        var (terms, ledger) = (
            Second(OneYear),
            new InMemoryWallet(NewWallet with { AppliedRevision = 1, ChangeNotifications = [new(1, 2, NotifiedAt)] })
        );
        ledger
            .Decide(
                (it, records) =>
                    Accrue.Decide(it, records, Purchase(10_000, "old"), First, Request("old"), Allowance.Unlimited)
            )
            .ExpectAccepted();
        ledger
            .Decide(
                (it, records) =>
                    Accrue.Decide(
                        it,
                        records,
                        Purchase(10_000, "new", at: Later),
                        terms,
                        Request("new", Later),
                        Allowance.Unlimited
                    )
            )
            .ExpectAccepted();

        var refund = new Refund(WalletOfMing, "shop", "old", "r", new RefundClaim.Amount(new(10_000)));
        ledger
            .Decide(
                (it, records) => Refund.Decide(it, records, refund, terms, Request("r", Later), Allowance.Unlimited)
            )
            .ExpectAccepted();

        Assert.Equal([new Lot(new(100), Day("2028-06-30"), "shop")], ledger.Wallet.Lots.Open);
        Assert.Contains(
            "100 from the lot they came to",
            ledger.Entries[^1].Explanation.Single().Because,
            StringComparison.Ordinal
        );
        Assert.Null(HashChain.FindFirstFault(WalletOfMing, KeyOfMing, ledger.Entries));
    }

    private static ProgrammeTerms First => RevisionsOf((TwoYears, "2020-01-01", false))[0];

    private static ProgrammeTerms Second(Validity validity) =>
        RevisionsOf((TwoYears, "2020-01-01", false), (validity, "2027-06-01", true))[1];

    private static Wallet NotifiedWallet() =>
        WalletWithPoints(100) with
        {
            AppliedRevision = 1,
            ChangeNotifications = [new(1, 2, NotifiedAt)],
        };
}
