using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Reviewing;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Reviewing;

/// <summary>
/// A review lowers a member's tier by one level and creates a notice. It is due when the member's spending no longer
/// reaches the tier.
/// </summary>
public sealed class TierReviewMaintenanceTests
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
            // A member keeps a tier for a month, and the review is never on the present day, 22 November.
            var earliest = Tiered.BusinessDateOf(wallet.TierStanding.Newest!.Since).AddMonths(1);
            if (earliest < new DateOnly(2026, 11, 23))
                earliest = new(2026, 11, 23);
            var expected = Enumerable
                .Range(0, 500)
                .Select(earliest.AddDays)
                .First(day => Tiered.Tiers.IsAbove(level, wallet.TierStanding.Qualified(Tiered.Tiers, day)));

            Assert.Equal(Tiered.StartOfDay(expected), TierReviewSchedule.NextAt(wallet, Tiered, Noon));
        }
    }

    [Fact]
    public void Before_the_review_is_due_nothing_happens()
    {
        var wallet = Platinum;

        Assert.False(
            wallet.CommitMaintenance(it =>
                TierReviewMaintenance.Decide(it, Tiered, wallet.Wallet.ReviewDueAt!.Value.AddTicks(-1))
            )
        );
    }

    [Fact]
    public void A_member_goes_down_one_tier_a_month_each_time_with_an_entry_and_a_notice()
    {
        var wallet = Platinum;
        var tiers = new List<string?>();
        for (var month = 0; month < 4; month++)
        {
            var now = new DateTimeOffset(2027, 11, 22, 0, 20, 0, TimeSpan.FromHours(8)).AddMonths(month);
            wallet.CommitMaintenance(it => TierReviewMaintenance.Decide(it, Tiered, now));
            tiers.Add(wallet.Wallet.TierStanding.Current);
        }

        Assert.Equal(["gold", "silver", "silver", "silver"], tiers);
        Assert.Equal(
            [
                new EntryKind.TierReview("platinum", "gold", new(2027, 11, 22)),
                new EntryKind.TierReview("gold", "silver", new(2027, 12, 22)),
            ],
            wallet.Entries.Select(entry => entry.Kind)
        );
        Assert.Equal(["gold", "silver"], wallet.Entries.Select(entry => entry.After.Tier));
        Assert.All(wallet.Notices, notice => Assert.Equal(NoticeKind.TierReview, notice.Kind));
        Assert.Equal(2, wallet.Notices.Count);
        Assert.Null(wallet.Wallet.ReviewDueAt);
        Assert.Null(HashChain.FindFirstFault(wallet.Wallet.Id, wallet.Wallet.LedgerKey, wallet.Entries));
    }

    [Fact]
    public void Given_enough_new_spending_When_reviewed_Then_the_tier_stays_until_that_spending_leaves_the_window()
    {
        var platinum = Platinum.Wallet;
        var wallet = new InMemoryWallet(
            platinum with
            {
                TierStanding = platinum.TierStanding with { Days = [new(new(2027, 6, 1), new(2_000_000), 20)] },
            }
        );

        Assert.True(
            wallet.CommitMaintenance(it =>
                TierReviewMaintenance.Decide(it, Tiered, new(2027, 11, 22, 0, 20, 0, TimeSpan.FromHours(8)))
            )
        );

        Assert.Equal("platinum", wallet.Wallet.TierStanding.Current);
        Assert.Equal((0, 0), (wallet.Entries.Count, wallet.Notices.Count));
        Assert.Equal(new(2028, 6, 1, 0, 0, 0, TimeSpan.FromHours(8)), wallet.Wallet.ReviewDueAt);
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
