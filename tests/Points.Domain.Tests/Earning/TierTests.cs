using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Tests.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Earning;

/// <summary>A purchase raises the tier as soon as the window's spend and visits reach the next level.</summary>
public sealed class TierTests
{
    private static readonly ProgrammeTerms Tiered = EarningSample.TermsWith(
        """{ "base": [ { "id": "base", "pointsPerYuan": 1 } ] }""",
        """
        "tiers": {
          "window": { "months": 12 },
          "levels": [
            { "tier": "silver" },
            { "tier": "gold", "spendFen": 500000, "visits": 6, "times": 1.5 },
            { "tier": "platinum", "spendFen": 2000000, "visits": 20, "times": 2 }
          ]
        },
        """
    );

    [Fact]
    public void A_tier_needs_both_its_spend_and_its_visits()
    {
        Assert.Null(After(NewWallet, 5, 100_000).TierStanding.Current);
        Assert.Null(After(NewWallet, 6, 83_333).TierStanding.Current);
        Assert.Equal("gold", After(NewWallet, 6, 83_334).TierStanding.Current);
    }

    [Fact]
    public void The_purchase_that_reaches_a_tier_earns_at_the_old_tier_and_the_next_at_the_new_tier()
    {
        var wallet = After(NewWallet, 5, 100_000);

        var reaching = Decide(wallet, 10_000, 5, Noon.AddMinutes(5)).ExpectAccepted().PendingChange;
        var next = Decide(reaching.Wallet, 10_000, 6, Noon.AddMinutes(6)).ExpectAccepted().PendingChange;

        Assert.Equal((100, "gold"), (reaching.RequestEntry.Points.Value, reaching.RequestEntry.After.Tier));
        Assert.Equal(
            "gold from now on: ¥5100.00 and 6 visits in 12 months",
            reaching.RequestEntry.Explanation[^1].Because
        );
        Assert.Equal(150, next.RequestEntry.Points.Value);
    }

    [Fact]
    public void A_purchase_that_is_reported_late_earns_at_the_tier_of_its_time()
    {
        var gold = After(NewWallet, 6, 100_000);

        Assert.Equal(
            100,
            Decide(gold, 10_000, 9, Noon.AddDays(-1), now: Noon.AddDays(1))
                .ExpectAccepted()
                .PendingChange.RequestEntry.Points.Value
        );
    }

    [Fact]
    public void Spending_before_the_window_does_not_count()
    {
        var wallet = After(NewWallet, 5, 100_000);
        var dayAfterTheWindow = Noon.AddMonths(12);

        Assert.Null(
            Decide(wallet, 100_000, 5, dayAfterTheWindow).ExpectAccepted().PendingChange.Wallet.TierStanding.Current
        );
        Assert.Equal(
            "gold",
            Decide(wallet, 100_000, 5, dayAfterTheWindow.AddDays(-1))
                .ExpectAccepted()
                .PendingChange.Wallet.TierStanding.Current
        );
    }

    [Fact]
    public void Paying_with_points_does_not_count_as_spending_and_redeeming_does_not_lower_a_tier()
    {
        var paid = Purchase(600_000, "o", paidWithPointsFen: 599_999);
        var wallet = Accrue
            .Decide(After(NewWallet, 5, 10), LoadedRecords.None, paid, Tiered, Request("k"), Allowance.Unlimited)
            .ExpectAccepted()
            .PendingChange.Wallet;

        Assert.Null(wallet.TierStanding.Current);

        var spent = Domain
            .Redeeming.Redeem.Decide(After(NewWallet, 6, 100_000), Redeem("mug", 50), Tiered, Request("r"))
            .ExpectAccepted()
            .PendingChange.Wallet;
        Assert.Equal("gold", spent.TierStanding.Current);
    }

    [Fact]
    public void A_purchase_without_cash_does_not_count_as_a_visit()
    {
        var paid = Accrue
            .Decide(
                After(NewWallet, 5, 200_000),
                LoadedRecords.None,
                Purchase(100, "o", paidWithPointsFen: 100),
                Tiered,
                Request("k"),
                Allowance.Unlimited
            )
            .ExpectAccepted()
            .PendingChange.Wallet;

        Assert.Null(paid.TierStanding.Current);
        Assert.Equal(5, paid.TierStanding.Days.Sum(day => day.Visits));
    }

    [Fact]
    public void One_purchase_can_climb_two_tiers()
    {
        Assert.Equal(
            "platinum",
            Decide(After(NewWallet, 19, 20_000), 2_000_000, 19, Noon)
                .ExpectAccepted()
                .PendingChange.Wallet.TierStanding.Current
        );
    }

    private static Wallet After(Wallet wallet, int purchases, long fenEach)
    {
        for (var i = 0; i < purchases; i++)
            wallet = Decide(wallet, fenEach, i, Noon.AddMinutes(i)).ExpectAccepted().PendingChange.Wallet;
        return wallet;
    }

    private static Domain.Ledger.Decision Decide(
        Wallet wallet,
        long fen,
        int number,
        DateTimeOffset at,
        DateTimeOffset? now = null
    ) =>
        Accrue.Decide(
            wallet,
            LoadedRecords.None,
            Purchase(fen, $"o-{number}", at: at),
            Tiered,
            Request($"k-{number}", now ?? at),
            Allowance.Unlimited
        );
}
