using Points.Domain.Accruing;
using Points.Domain.Budgets;
using Points.Domain.Deciding;
using Points.Domain.Programmes;
using Points.Domain.Tests.Programmes.Rules;
using Points.Domain.Wallets;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Accruing;

/// <summary>Tiers follow from what was spent in the window, in the very purchase that reaches them.</summary>
public sealed class TierTests
{
    private static readonly ProgrammeRevision Tiered = Earn.Terms(
        """{ "base": [ { "id": "base", "pointsPerYuan": 1 } ] }""",
        """ "tiers": { "window": { "months": 12 }, "levels": [ { "tier": "silver" }, { "tier": "gold", "spendFen": 500000, "visits": 6, "times": 1.5 }, { "tier": "platinum", "spendFen": 2000000, "visits": 20, "times": 2 } ] }, """
    );

    [Fact]
    public void Spend_and_visits_must_both_be_reached_to_the_fen()
    {
        Assert.Null(After(NewWallet, 5, 100_000).Standing.Current);
        Assert.Null(After(NewWallet, 6, 83_333).Standing.Current);
        Assert.Equal("gold", After(NewWallet, 6, 83_334).Standing.Current);
    }

    [Fact]
    public void The_purchase_that_reaches_a_tier_earns_as_before_and_the_next_by_the_tier()
    {
        var wallet = After(NewWallet, 5, 100_000);

        var reaching = Decide(wallet, 10_000, 5, Noon.AddMinutes(5)).Accepted().Posting;
        var next = Decide(reaching.Wallet, 10_000, 6, Noon.AddMinutes(6)).Accepted().Posting;

        Assert.Equal((100, "gold"), (reaching.Entries[^1].Points.Value, reaching.Entries[^1].After.Tier));
        Assert.Equal(
            "gold from now on: ¥5100.00 and 6 visits in 12 months",
            reaching.Entries[^1].Explanation[^1].Because
        );
        Assert.Equal(150, next.Entries[^1].Points.Value);
    }

    [Fact]
    public void A_purchase_that_is_posted_late_earns_by_the_tier_of_its_time()
    {
        var gold = After(NewWallet, 6, 100_000);

        Assert.Equal(
            100,
            Decide(gold, 10_000, 9, Noon.AddDays(-1), now: Noon.AddDays(1)).Accepted().Posting.Entries[^1].Points.Value
        );
    }

    [Fact]
    public void What_was_spent_before_the_window_no_longer_counts()
    {
        var wallet = After(NewWallet, 5, 100_000);
        var dayAfterTheWindow = Noon.AddMonths(12);

        Assert.Null(Decide(wallet, 100_000, 5, dayAfterTheWindow).Accepted().Posting.Wallet.Standing.Current);
        Assert.Equal(
            "gold",
            Decide(wallet, 100_000, 5, dayAfterTheWindow.AddDays(-1)).Accepted().Posting.Wallet.Standing.Current
        );
    }

    [Fact]
    public void What_is_paid_with_points_is_no_spending_and_points_spent_lower_no_tier()
    {
        var paid = Purchase(600_000, "o", paidWithPointsFen: 599_999);
        var wallet = Accrue
            .Decide(After(NewWallet, 5, 10), Records.None, paid, Tiered, Request("k"), Allowance.Unlimited)
            .Accepted()
            .Posting.Wallet;

        Assert.Null(wallet.Standing.Current);

        var spent = Domain
            .Redeeming.Redeem.Decide(After(NewWallet, 6, 100_000), Redeem("mug", 50), Tiered, Request("r"))
            .Accepted()
            .Posting.Wallet;
        Assert.Equal("gold", spent.Standing.Current);
    }

    [Fact]
    public void A_purchase_without_cash_is_no_visit()
    {
        var paid = Accrue
            .Decide(
                After(NewWallet, 5, 200_000),
                Records.None,
                Purchase(100, "o", paidWithPointsFen: 100),
                Tiered,
                Request("k"),
                Allowance.Unlimited
            )
            .Accepted()
            .Posting.Wallet;

        Assert.Null(paid.Standing.Current);
        Assert.Equal(5, paid.Standing.Days.Sum(day => day.Visits));
    }

    [Fact]
    public void One_purchase_can_climb_two_tiers()
    {
        Assert.Equal(
            "platinum",
            Decide(After(NewWallet, 19, 20_000), 2_000_000, 19, Noon).Accepted().Posting.Wallet.Standing.Current
        );
    }

    private static Wallet After(Wallet wallet, int purchases, long fenEach)
    {
        for (var i = 0; i < purchases; i++)
            wallet = Decide(wallet, fenEach, i, Noon.AddMinutes(i)).Accepted().Posting.Wallet;
        return wallet;
    }

    private static Deciding.Decision Decide(
        Wallet wallet,
        long fen,
        int number,
        DateTimeOffset at,
        DateTimeOffset? now = null
    ) =>
        Accrue.Decide(
            wallet,
            Records.None,
            Purchase(fen, $"o-{number}", at: at),
            Tiered,
            Request($"k-{number}", now ?? at),
            Allowance.Unlimited
        );
}
