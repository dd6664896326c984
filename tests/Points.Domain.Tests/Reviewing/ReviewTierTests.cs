using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Reviewing;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Reviewing;

/// <summary>A review lowers a tier by one level, with a notice. A member whose tier is safe is not reviewed.</summary>
public sealed class ReviewTierTests
{
    private static readonly ProgrammeTerms Tiered = EarningSample.TermsWith(
        """{ "base": [ { "id": "base", "pointsPerYuan": 1 } ] }""",
        """
        "tiers": {
          "window": { "months": 12 },
          "levels": [
            { "tier": "silver" },
            { "tier": "gold", "spendFen": 500000, "visits": 6 },
            { "tier": "platinum", "spendFen": 2000000, "visits": 20 }
          ]
        },
        """
    );

    /// <summary>A platinum member whose only spending was on 22 November 2026.</summary>
    private static InMemoryWallet Platinum
    {
        get
        {
            var standing = TierStanding.None with { Days = [new(new(2026, 11, 22), new(2_000_000), 20)] };
            var wallet = NewWallet with { TierStanding = standing.ChangeTier("platinum", Noon) };
            return new(wallet with { ReviewDueAt = TierReviewSchedule.NextAt(wallet, Tiered, Noon) });
        }
    }

    [Fact]
    public void A_review_is_due_on_the_first_day_on_which_the_window_no_longer_reaches_the_tier() =>
        Assert.Equal(new(2027, 11, 22, 0, 0, 0, TimeSpan.FromHours(8)), Platinum.Wallet.ReviewDueAt);

    [Theory]
    [InlineData("2027-02-28", "2028-02-28")]
    [InlineData("2028-02-28", "2029-02-28")]
    [InlineData("2028-02-29", "2029-03-01")]
    [InlineData("2027-12-31", "2028-12-31")]
    public void A_day_leaves_the_window_after_twelve_calendar_months(string day, string leaves) =>
        Assert.Equal(DateOnly.Parse(leaves, null), Tiered.Tiers!.LeavesWindowOn(DateOnly.Parse(day, null)));

    /// <summary>Random spending: the schedule must find the same day as a check of every single day.</summary>
    [Fact]
    public void The_review_day_is_the_same_as_when_checking_every_day()
    {
        var random = new Random(2027);
        for (var run = 0; run < 200; run++)
        {
            var days = Enumerable
                .Range(0, random.Next(1, 30))
                .Select(_ => new DateOnly(2026, 11, 22).AddDays(random.Next(-300, 1)))
                .Distinct()
                .Order();
            var standing = TierStanding.None with
            {
                Days =
                [
                    .. days.Select(day => new DailySpend(day, new(random.Next(100_000, 900_000)), random.Next(1, 9))),
                ],
            };
            var wallet = NewWallet with
            {
                TierStanding = standing.ChangeTier(
                    random.Next(2) == 0 ? "gold" : "platinum",
                    Noon.AddDays(-random.Next(0, 60))
                ),
            };
            var level = Tiered.Tiers!.FindLevel(wallet.TierStanding.Current);
            var first = Tiered.BusinessDateOf(wallet.TierStanding.Newest!.Since).AddMonths(1);
            if (first < new DateOnly(2026, 11, 23))
                first = new(2026, 11, 23);
            var found = Enumerable
                .Range(0, 500)
                .Select(first.AddDays)
                .First(day => Tiered.Tiers.IsAbove(level, wallet.TierStanding.Qualified(Tiered.Tiers, day)));

            Assert.Equal(Tiered.StartOfDay(found), TierReviewSchedule.NextAt(wallet, Tiered, Noon));
        }
    }

    [Fact]
    public void Before_the_review_is_due_nothing_happens()
    {
        var books = Platinum;

        Assert.False(
            books.CommitMaintenance(it => ReviewTier.Decide(it, Tiered, books.Wallet.ReviewDueAt!.Value.AddTicks(-1)))
        );
    }

    [Fact]
    public void A_member_goes_down_one_tier_a_month_each_time_with_an_entry_and_a_notice()
    {
        var books = Platinum;
        var tiers = new List<string?>();
        for (var month = 0; month < 4; month++)
        {
            var now = new DateTimeOffset(2027, 11, 22, 0, 20, 0, TimeSpan.FromHours(8)).AddMonths(month);
            books.CommitMaintenance(it => ReviewTier.Decide(it, Tiered, now));
            tiers.Add(books.Wallet.TierStanding.Current);
        }

        Assert.Equal(["gold", "silver", "silver", "silver"], tiers);
        Assert.Equal(
            [
                new EntryKind.TierReview("platinum", "gold", new(2027, 11, 22)),
                new EntryKind.TierReview("gold", "silver", new(2027, 12, 22)),
            ],
            books.Entries.Select(entry => entry.Kind)
        );
        Assert.Equal(["gold", "silver"], books.Entries.Select(entry => entry.After.Tier));
        Assert.All(books.Notices, notice => Assert.Equal(NoticeKind.TierReview, notice.Kind));
        Assert.Equal(2, books.Notices.Count);
        Assert.Null(books.Wallet.ReviewDueAt);
        Assert.Null(HashChain.FindFirstFault(books.Wallet.Id, books.Entries));
    }

    [Fact]
    public void Given_enough_new_spending_When_reviewed_Then_the_tier_stays_until_that_spending_leaves_the_window()
    {
        var books = Platinum;
        var later = new InMemoryWallet(
            books.Wallet with
            {
                TierStanding = books.Wallet.TierStanding.AddVisit(new(2027, 6, 1), new(2_000_000), new(2026, 7, 1)) with
                {
                    Days = [new(new(2027, 6, 1), new(2_000_000), 20)],
                },
            }
        );

        Assert.True(
            later.CommitMaintenance(it =>
                ReviewTier.Decide(it, Tiered, new(2027, 11, 22, 0, 20, 0, TimeSpan.FromHours(8)))
            )
        );

        Assert.Equal(("platinum", 0, 0), (later.Wallet.TierStanding.Current, later.Entries.Count, later.Notices.Count));
        Assert.Equal(new(2028, 6, 1, 0, 0, 0, TimeSpan.FromHours(8)), later.Wallet.ReviewDueAt);
    }

    [Fact]
    public void A_due_review_stays_due_when_the_wallet_changes_before_the_job()
    {
        var wallet = Platinum.Wallet;
        var due = wallet.ReviewDueAt!.Value;

        Assert.Equal(due, WalletMaintenance.ScheduleOf(wallet, Tiered, due.AddMinutes(5)).Review);
        Assert.Equal(due, WalletMaintenance.ScheduleOf(wallet, Tiered, due.AddDays(40)).Review);
    }

    [Fact]
    public void Given_the_lowest_tier_Then_no_review_is_due() =>
        Assert.Null(TierReviewSchedule.NextAt(NewWallet, Tiered, Noon));
}
