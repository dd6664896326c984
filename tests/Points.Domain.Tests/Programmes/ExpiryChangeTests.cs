using System.Collections.Immutable;
using System.Globalization;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Refunding;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Programmes;

/// <summary>Points that members have are re-dated only by terms that say so, and never to less than thirty days from their notice (law L2).</summary>
public sealed class ExpiryChangeTests
{
    private static readonly DateTimeOffset Told = At("2027-05-01T12:00:00+08:00"),
        Switch = At("2027-06-01T00:00:00+08:00"),
        Later = At("2027-06-15T12:00:00+08:00");

    private static readonly Validity TwoYears = new Validity.Months(24, true),
        OneYear = new Validity.Months(12, true);

    [Theory]
    // Earned in November 2026, in June 2025 (a year from then is over: thirty days from the notice are not, the switch is a day on).
    [InlineData("2028-11-30", "2027-11-30")]
    [InlineData("2028-05-31", "2027-06-01")]
    [InlineData("2027-06-30", "2027-06-01")]
    // Sooner than by the new terms; nobody knows whence; for ever.
    [InlineData("2027-06-01", "2027-06-01")]
    [InlineData("2028-11-17", "2028-11-17")]
    [InlineData(null, null)]
    public void Shortened_lots_end_as_if_earned_under_the_new_terms(string? was, string? becomes) =>
        Assert.Equal(Day(becomes), Shift(TwoYears, OneYear).CalculateExpiry(Day(was), Told));

    [Theory]
    [InlineData("2027-05-25T12:00:00+08:00", "2027-06-24")]
    [InlineData("2027-05-25T23:59:59+08:00", "2027-06-24")]
    [InlineData("2027-05-26T00:00:00+08:00", "2027-06-25")]
    public void Whoever_was_told_late_has_thirty_days_from_then(string told, string day) =>
        Assert.Equal(Day(day), Shift(TwoYears, OneYear).CalculateExpiry(Day("2028-05-31"), At(told)));

    [Fact]
    public void Thirty_days_are_counted_where_the_programme_runs()
    {
        var utc = Shift(TwoYears, OneYear) is var it
            ? it with
            {
                Terms = it.Terms with { TimeZone = TimeZoneInfo.Utc },
            }
            : null!;

        Assert.Equal(Day("2027-06-24"), utc.CalculateExpiry(Day("2028-05-31"), At("2027-05-26T00:00:00+08:00")));
    }

    [Fact]
    public void Who_was_not_told_loses_nothing() =>
        Assert.Equal(Day("2028-11-30"), Shift(TwoYears, OneYear).CalculateExpiry(Day("2028-11-30"), notifiedAt: null));

    [Fact]
    public void Longer_terms_need_no_notice_and_bring_nothing_back()
    {
        var longer = Shift(OneYear, TwoYears);

        Assert.Equal(Day("2028-11-30"), longer.CalculateExpiry(Day("2027-11-30"), notifiedAt: null));
        Assert.Equal(Day("2027-05-31"), longer.CalculateExpiry(Day("2027-05-31"), notifiedAt: null));
        Assert.Null(Shift(OneYear, new Validity.Lifetime()).CalculateExpiry(Day("2027-11-30"), notifiedAt: null));
    }

    [Fact]
    public void What_never_ended_counts_as_earned_on_the_last_day_before() =>
        Assert.Equal(Day("2028-05-31"), Shift(new Validity.Lifetime(), OneYear).CalculateExpiry(null, Told));

    [Theory]
    [InlineData(1, false, "2027-02-28", "2027-01-31")] // Also what was earned on the 28th ends then.
    [InlineData(12, false, "2029-02-28", "2028-02-29")]
    [InlineData(12, false, "2028-02-29", null)] // What was earned on 28 February 2027 ends a day before.
    [InlineData(12, true, "2028-02-29", "2027-02-28")]
    [InlineData(12, true, "2028-02-28", null)]
    [InlineData(12, true, "2040-01-31", null)]
    [InlineData(12, true, null, null)]
    public void Of_days_that_give_the_same_end_the_latest_counts(
        int months,
        bool monthEnd,
        string? end,
        string? earnedOn
    ) =>
        Assert.Equal(
            Day(earnedOn),
            new ExpiryChange.EarningPeriod(
                new Validity.Months(months, monthEnd),
                new(2020, 1, 1),
                new(2030, 12, 30)
            ).LatestEarningDay(Day(end))
        );

    [Fact]
    public void What_ends_with_a_date_or_never_may_have_been_earned_on_the_last_day()
    {
        Assert.Equal(
            new DateOnly(2026, 12, 30),
            new ExpiryChange.EarningPeriod(
                new Validity.FixedDate(new(2030, 1, 1)),
                new(2020, 1, 1),
                new(2026, 12, 30)
            ).LatestEarningDay(new(2030, 1, 1))
        );
        Assert.Equal(
            new DateOnly(2026, 12, 30),
            new ExpiryChange.EarningPeriod(
                new Validity.Lifetime(),
                new(2020, 1, 1),
                new(2026, 12, 30)
            ).LatestEarningDay(null)
        );
        Assert.Null(
            new ExpiryChange.EarningPeriod(
                new Validity.Lifetime(),
                new(2020, 1, 1),
                new(2026, 12, 30)
            ).LatestEarningDay(new(2030, 1, 1))
        );
    }

    [Fact]
    public void A_document_that_says_it_again_says_nothing_new()
    {
        var revisions = Linked((TwoYears, "2025-01-01"), (OneYear, "2026-01-01"), (OneYear, "2027-01-01"));

        Assert.Equal(
            [
                [],
                [2],
                [2],
            ],
            revisions.Select(it => it.ExpiryChanges.Select(expiryChange => expiryChange.Revision).ToArray())
        );
    }

    [Fact]
    public void What_was_re_dated_before_is_known_by_the_day_it_got()
    {
        var revisions = Linked(
            (TwoYears, "2020-01-01"),
            (OneYear, "2026-07-01"),
            (new Validity.Months(6, true), "2027-03-01")
        );

        // Earned in May 2026, for two years; by the second revision to the end of May 2027; by the third it is over.
        Assert.Equal(
            Day("2027-05-31"),
            revisions[2].ExpiryChanges[0].CalculateExpiry(Day("2028-05-31"), At("2026-05-01T00:00:00+08:00"))
        );
        Assert.Equal(
            Day("2027-03-01"),
            revisions[2].ExpiryChanges[1].CalculateExpiry(Day("2027-05-31"), At("2027-01-01T00:00:00+08:00"))
        );
    }

    [Fact]
    public void A_revision_that_was_overtaken_re_dates_nothing()
    {
        var revisions = Linked((TwoYears, "2025-01-01"), (OneYear, "2027-06-01"), (TwoYears, "2027-05-01"));

        Assert.DoesNotContain(revisions[2].ExpiryChanges, it => it.Revision == 2);
    }

    [Fact]
    public void A_wallet_is_re_dated_at_the_switch_whoever_looks_and_books_it_once()
    {
        var terms = Second(OneYear);
        var wallet = Mings();

        Assert.Equal(
            [Day("2028-11-30")],
            wallet.AsOf(First, Switch.AddTicks(-1)).Lots.Open.Select(lot => lot.ExpiresOn)
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
    // Held over a switch that comes too late for their own day; ended before it; taken when it was done with.
    [InlineData("2026-11-22T12:00:00+08:00", "2027-12-05T00:00:00+08:00", "2028-01-31")]
    [InlineData("2026-11-22T12:00:00+08:00", "2027-05-20T00:00:00+08:00", "2028-01-31")]
    [InlineData("2027-06-01T00:00:00+08:00", "2027-06-05T00:00:00+08:00", "2027-11-30")]
    public void What_was_held_over_a_switch_lasts_longer_once_as_everything_does(string from, string until, string day)
    {
        var terms = Redated((OneYear, "2020-01-01", false), (new Validity.Months(14, true), "2027-06-01", true))[1];
        var lots = ImmutableArray.Create(new Lot(new(100), Day("2027-11-30"), "shop"));
        var wallet = NewWallet with
        {
            AppliedRevision = At(from) < Switch ? 1 : 2,
            Holds = [new Hold.ForReward("r-1", lots, "tyre", 1, At(from), At(until))],
        };

        var pending = wallet.BeginChange(terms, At("2027-12-06T00:00:00+08:00"));

        Assert.Equal(
            day == "2027-11-30" ? [] : [(100, Day(day))],
            pending.Wallet.Lots.Open.Select(lot => ((int)lot.Points.Value, lot.ExpiresOn))
        );
    }

    [Fact]
    public void What_was_held_over_a_switch_does_not_end_sooner()
    {
        var lots = ImmutableArray.Create(new Lot(new(100), Day("2028-11-30"), "shop"));
        var wallet = NewWallet with
        {
            AppliedRevision = 1,
            ChangeNotifications = [new(1, 2, Told)],
            Holds = [new Hold.ForReward("r-1", lots, "tyre", 1, Noon, Later.AddDays(-1))],
        };

        Assert.Equal(
            [Day("2028-11-30")],
            wallet.BeginChange(Second(OneYear), Later).Wallet.Lots.Open.Select(lot => lot.ExpiresOn)
        );
    }

    [Fact]
    public void Terms_that_do_not_say_so_leave_what_was_earned_as_it_was()
    {
        var terms = Redated((TwoYears, "2020-01-01", false), (OneYear, "2027-06-01", false))[1];

        Assert.Empty(Mings().BeginChange(terms, Later).Entries);
        Assert.Equal(Day("2028-11-30"), Mings().AsOf(terms, Later).Lots.Open.Single().ExpiresOn);
    }

    [Fact]
    public void A_refund_finds_the_orders_lot_under_its_new_day()
    {
        var (terms, books) = (
            Second(OneYear),
            new InMemoryWallet(NewWallet with { AppliedRevision = 1, ChangeNotifications = [new(1, 2, Told)] })
        );
        books
            .Decide(
                (it, records) =>
                    Accrue.Decide(it, records, Purchase(10_000, "old"), First, Request("old"), Allowance.Unlimited)
            )
            .ExpectAccepted();
        books
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
        books
            .Decide(
                (it, records) => Refund.Decide(it, records, refund, terms, Request("r", Later), Allowance.Unlimited)
            )
            .ExpectAccepted();

        Assert.Equal([new Lot(new(100), Day("2028-06-30"), "shop")], books.Wallet.Lots.Open);
        Assert.Contains(
            "100 from the lot they came to",
            books.Entries[^1].Explanation.Single().Because,
            StringComparison.Ordinal
        );
        Assert.Null(HashChain.FindFirstFault(WalletOfMing, books.Entries));
    }

    private static ProgrammeTerms First => Redated((TwoYears, "2020-01-01", false))[0];

    private static ProgrammeTerms Second(Validity validity) =>
        Redated((TwoYears, "2020-01-01", false), (validity, "2027-06-01", true))[1];

    private static Wallet Mings() =>
        WalletWithPoints(100) with
        {
            AppliedRevision = 1,
            ChangeNotifications = [new(1, 2, Told)],
        };

    private static ExpiryChange Shift(Validity before, Validity after) =>
        Linked((before, "2020-01-01"), (after, "2027-06-01"))[1].ExpiryChanges.Single();

    private static ImmutableArray<ProgrammeTerms> Linked(params (Validity Validity, string From)[] revisions) =>
        Redated([.. revisions.Select(it => (it.Validity, it.From, true))]);

    private static ImmutableArray<ProgrammeTerms> Redated(
        params (Validity Validity, string From, bool AppliesToEarned)[] revisions
    ) =>
        ExpiryChange.AttachTo([
            .. revisions.Select(
                (it, index) =>
                    Terms with
                    {
                        Number = index + 1,
                        Validity = it.Validity,
                        AppliesToEarned = it.AppliesToEarned,
                        EffectiveFrom = Terms.StartOfDay(Day(it.From)!.Value),
                    }
            ),
        ]);

    private static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
