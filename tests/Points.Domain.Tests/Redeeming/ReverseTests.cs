using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Redeeming;

/// <summary>Reversals: which points return, to which lots, and who pays compensation.</summary>
public sealed class ReverseTests
{
    private static readonly ProgrammeTerms WithCompensation = Terms with
    {
        Compensation = new(new Budget(BudgetPeriod.Month, new(1_000)), new TimesLimit(1, LimitPeriod.Month)),
    };

    private static readonly DateTimeOffset Later = new(2028, 11, 15, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Reversed_points_return_to_their_lots_last_taken_first()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(150, Noon).AfterEarning(150, Noon.AddMonths(1)));
        var id = Redeemed(wallet, mugs: 3);
        Assert.Empty(wallet.Wallet.Lots.Open);

        Reverse(wallet, id, 1, FaultParty.Member, Noon.AddMonths(2)).ExpectAccepted();
        Assert.Equal([(100L, new DateOnly(2028, 12, 31))], Lots(wallet));
        Reverse(wallet, id, 1, FaultParty.Member, Noon.AddMonths(2)).ExpectAccepted();
        Assert.Equal([(50L, new DateOnly(2028, 11, 30)), (150L, new DateOnly(2028, 12, 31))], Lots(wallet));
    }

    [Theory]
    [InlineData(FaultParty.Member, "2028-11-30")]
    [InlineData(FaultParty.Merchant, "2028-12-15")]
    public void When_reversed_Then_only_a_merchants_fault_gives_thirty_days_to_use_the_points(
        FaultParty by,
        string expiresOn
    )
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(100, Noon));
        var id = Redeemed(wallet, mugs: 1);

        Reverse(wallet, id, null, by, Later).ExpectAccepted();

        Assert.Equal(
            [(100L, DateOnly.Parse(expiresOn, System.Globalization.CultureInfo.InvariantCulture))],
            Lots(wallet)
        );
    }

    [Fact]
    public void Given_expired_lots_When_reversed_for_the_member_Then_the_points_expire_at_once()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(100, Noon));
        var id = Redeemed(wallet, mugs: 1);

        Reverse(wallet, id, null, FaultParty.Member, Later.AddMonths(1)).ExpectAccepted();

        Assert.Empty(wallet.Wallet.AsOf(Terms, Later.AddMonths(1)).Lots.Open);
    }

    [Fact]
    public void Compensation_of_several_reversals_adds_up_to_that_of_one_and_the_merchant_issues_it()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(300, Noon));
        var id = Redeemed(wallet, mugs: 3, compensationRate: 0.015m);

        var points = Enumerable
            .Range(0, 3)
            .Select(_ =>
                (
                    (EntryKind.Reversal)
                        Reverse(wallet, id, 1, FaultParty.Merchant, Noon.AddDays(1))
                            .ExpectAccepted()
                            .PendingChange.Entries[^1]
                            .Kind
                )
                    .Compensation
                    .Value
            )
            .ToArray();

        Assert.Equal([1, 2, 1], points);
        Assert.Equal(304, wallet.Wallet.Lots.Total.Value);
        // The compensation is the last lot of each of the three reversals.
        Assert.All(wallet.Entries.TakeLast(3), entry => Assert.Equal("shop", entry.LotChanges[^1].IssuedBy));
    }

    [Fact]
    public void Only_the_honouring_merchant_and_operators_may_reverse()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(100, Noon));
        var id = Redeemed(wallet, mugs: 1);

        foreach (var actor in (Actor[])[new Actor.Member(), new Actor.Merchant("cinema")])
            Assert.IsType<Refusal.NotForCaller>(
                wallet
                    .Decide(
                        (it, records) =>
                            Domain.Redeeming.Reverse.Decide(
                                it,
                                records,
                                new(id, actor, null, FaultParty.Member, "test"),
                                Terms,
                                Request("r"),
                                Allowance.None
                            )
                    )
                    .ExpectRefused()
            );
        wallet
            .Decide(
                (it, records) =>
                    Domain.Redeeming.Reverse.Decide(
                        it,
                        records,
                        new(id, new Actor.Merchant("shop"), null, FaultParty.Member, "test"),
                        Terms,
                        Request("r"),
                        Allowance.None
                    )
            )
            .ExpectAccepted();
    }

    private static string Redeemed(InMemoryWallet wallet, int mugs, decimal compensationRate = 0)
    {
        var terms = Terms with
        {
            Rewards = [.. Terms.Rewards.Select(reward => reward with { CompensationRate = compensationRate })],
        };
        return wallet
            .Decide(it =>
                Domain.Redeeming.Redeem.Decide(it, Redeem("mug", mugs), terms, Request("redeem", Noon.AddMonths(1)))
            )
            .ExpectAccepted()
            .Redemption!.RedemptionId;
    }

    private static Decision Reverse(
        InMemoryWallet wallet,
        string id,
        int? quantity,
        FaultParty by,
        DateTimeOffset now
    ) => Reverse(wallet, id, quantity, by, now, WithCompensation, Allowance.Unlimited);

    private static Decision Reverse(
        InMemoryWallet wallet,
        string id,
        int? quantity,
        FaultParty by,
        DateTimeOffset now,
        ProgrammeTerms terms,
        Allowance allowance
    ) =>
        wallet.Decide(
            (it, records) =>
                Domain.Redeeming.Reverse.Decide(
                    it,
                    records,
                    new(id, new Actor.Operator(), quantity, by, "test"),
                    terms,
                    Request($"reverse-{it.Sequence}", now),
                    allowance
                )
        );

    private static IEnumerable<(long Points, DateOnly ExpiresOn)> Lots(InMemoryWallet wallet) =>
        wallet.Wallet.Lots.Open.Select(lot => (lot.Points.Value, lot.ExpiresOn!.Value));
}
