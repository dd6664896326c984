using Points.Domain.Budgets;
using Points.Domain.Programmes;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Budgets;

public sealed class BudgetShardTests
{
    private static readonly BudgetShard Fresh = new(new(100), Points.Zero, []);

    [Theory]
    [InlineData(100)]
    [InlineData(7)]
    [InlineData(1)]
    [InlineData(1_000_003)]
    public void The_shares_of_all_shards_add_up_to_the_cap(long cap) =>
        Assert.Equal(
            cap,
            Enumerable
                .Range(0, BudgetShard.ShardsPerBudget)
                .Sum(number => BudgetShard.ShareForShard(new(cap), number).Value)
        );

    [Fact]
    public void A_shard_lends_more_than_needed_but_only_what_is_needed_near_the_cap()
    {
        Assert.Equal(6, Lend(Fresh, 1).Lease!.Points.Value);
        Assert.Equal(40, Lend(Fresh, 40).Lease!.Points.Value);
        Assert.Equal(1, Lend(Fresh with { Issued = new(90) }, 1).Lease!.Points.Value);
        Assert.Equal(10, Lend(Fresh with { Issued = new(90) }, 40).Lease!.Points.Value);
        Assert.Null(Lend(Fresh with { Issued = new(100) }, 1).Lease);
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(30, 30)]
    [InlineData(90, 50)]
    public void A_shard_lends_what_the_instance_will_probably_issue_but_at_most_half(long expected, long lent) =>
        Assert.Equal(lent, Lend(Fresh, 1, expected: expected).Lease!.Points.Value);

    [Fact]
    public void Leased_issued_and_remaining_points_add_up_to_the_cap()
    {
        var shard = Lend(Lend(Fresh, 40, "a").Shard, 30, "b").Shard;
        Assert.Equal((70, 30), (shard.Leased.Value, shard.Remaining.Value));

        shard = shard.Settle("a", new(25));
        Assert.Equal((25, 30, 45), (shard.Issued.Value, shard.Leased.Value, shard.Remaining.Value));
        Assert.Same(shard, shard.Settle("a", new(25)));
    }

    [Fact]
    public void A_shards_share_is_raised_but_never_lowered()
    {
        Assert.Equal(new(200), Fresh.RaiseCapTo(new(200)).Cap);
        Assert.Same(Fresh, Fresh.RaiseCapTo(new(50)));
    }

    [Theory]
    [InlineData(BudgetPeriod.Day, "2027-12-31")]
    [InlineData(BudgetPeriod.Month, "2027-12")]
    [InlineData(BudgetPeriod.Quarter, "2027-Q4")]
    [InlineData(BudgetPeriod.Year, "2027")]
    [InlineData(BudgetPeriod.Ever, "ever")]
    public void A_budget_belongs_to_one_period(BudgetPeriod period, string name) =>
        Assert.Equal(name, new Budget(period, new(1)).PeriodOf(new(2027, 12, 31)));

    [Fact]
    public void An_allowance_draws_on_its_leases_in_order_and_not_beyond_them()
    {
        var allowance = new Allowance([new("a", new(5)), new("b", new(3))], CancellationToken.None);

        Assert.Equal([new("a", new(5)), new("b", new(1))], allowance.Draw(new(6))!.Value);
        Assert.Empty(allowance.Draw(Points.Zero)!.Value);
        Assert.Null(allowance.Draw(new(9)));
    }

    private static (BudgetShard Shard, Lease? Lease) Lend(
        BudgetShard shard,
        long needed,
        string id = "l",
        long expected = 0
    ) => shard.Lend(new(needed), new(expected), id, Noon, Noon.AddMinutes(5));
}
