using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Redeeming;

/// <summary>Compensation is issued within its budget and the member's limit; what exceeds them is withheld.</summary>
public sealed class MerchantCompensationTests
{
    /// <summary>A mug costs 100 points, and its compensation is 10.</summary>
    private static readonly ProgrammeTerms Shop = Terms with
    {
        Rewards = [.. Terms.Rewards.Select(reward => reward with { CompensationRate = 0.1m })],
        Compensation = new(new Budget(BudgetPeriod.Month, new(1_000)), new TimesLimit(2, LimitPeriod.Month)),
    };

    private readonly InMemoryWallet _wallet = new(NewWallet.AfterEarning(1_000, Noon));

    [Fact]
    public void Given_room_in_the_budget_Then_the_entry_names_the_leases_of_the_compensation()
    {
        var accepted = Reverse(Redeem(), AllowanceOf(12)).ExpectAccepted();

        Assert.Equal(10, accepted.Issued.Value);
        Assert.Equal([new LeaseSpend("lease", new(10))], accepted.PendingChange.RequestEntry.Leases);
        Assert.Equal(1_010, _wallet.Wallet.Lots.Total.Value);
    }

    [Fact]
    public void Given_too_little_left_of_the_budget_Then_all_points_return_and_all_compensation_is_withheld()
    {
        var redemptionId = Redeem();

        var accepted = Reverse(redemptionId, AllowanceOf(9)).ExpectAccepted();

        var entry = accepted.PendingChange.RequestEntry;
        Assert.Equal((0, 100), (accepted.Issued.Value, entry.Points.Value));
        Assert.Empty(entry.Leases);
        var kind = Assert.IsType<EntryKind.Reversal>(entry.Kind);
        Assert.Equal(
            (Points.Zero, new WithheldCompensation(new(10), WithholdingReason.CapReached)),
            (kind.Compensation, kind.Withheld)
        );
        Assert.Equal(10, _wallet.Redemption(redemptionId).LatestEvent.Withheld.Value);
        Assert.Contains(entry.Explanation, it => it.Because.Contains("withheld", StringComparison.Ordinal));
    }

    [Fact]
    public void Beyond_the_members_times_in_a_period_compensation_is_withheld_until_the_next_period()
    {
        var flights = Enumerable.Range(0, 4).Select(_ => Redeem()).ToArray();

        Assert.Null(WithheldBy(Reverse(flights[0])));
        Assert.Null(WithheldBy(Reverse(flights[1])));
        Assert.Equal(new(new(10), WithholdingReason.TimesReached), WithheldBy(Reverse(flights[2])));
        Assert.Null(WithheldBy(Reverse(flights[3], now: Noon.AddMonths(1))));
        Assert.Equal(1_030, _wallet.Wallet.Lots.Total.Value);
    }

    [Fact]
    public void A_redemption_that_is_reversed_piece_by_piece_counts_once()
    {
        var (first, second) = (Redeem(mugs: 3), Redeem(mugs: 3));

        foreach (var id in (string[])[first, second, first, second, first, second])
            Assert.Null(WithheldBy(Reverse(id, quantity: 1)));

        Assert.Equal(1_060, _wallet.Wallet.Lots.Total.Value);
    }

    [Fact]
    public void Compensation_that_was_withheld_does_not_count_towards_the_members_times()
    {
        var (first, second, third) = (Redeem(), Redeem(), Redeem());
        Reverse(first, AllowanceOf(0));

        Assert.Null(WithheldBy(Reverse(second)));
        Assert.Null(WithheldBy(Reverse(third)));
    }

    [Fact]
    public void Given_terms_without_compensation_Then_points_return_and_nothing_is_withheld()
    {
        var id = Redeem();

        var accepted = Reverse(id, terms: Shop with { Compensation = null }).ExpectAccepted();

        Assert.Null(WithheldBy(accepted));
        Assert.Equal((0, 1_000), (accepted.Issued.Value, _wallet.Wallet.Lots.Total.Value));
    }

    [Fact]
    public void Given_an_expired_licence_Then_no_compensation_is_issued()
    {
        var id = Redeem();

        var decision = Reverse(id, now: new(2029, 7, 1, 12, 0, 0, TimeSpan.FromHours(8)));

        Assert.Equal(new(new(10), WithholdingReason.NotLicensed), WithheldBy(decision));
    }

    [Fact]
    public void When_a_merchant_cancels_a_hold_Then_the_same_bounds_hold()
    {
        var (first, second) = (Redeem(isHold: true), Redeem(isHold: true));

        var given = Cancel(first, AllowanceOf(10)).ExpectAccepted();
        var withheld = Cancel(second, AllowanceOf(0)).ExpectAccepted();

        Assert.Equal((10, 0), (given.Issued.Value, withheld.Issued.Value));
        Assert.Equal(new(new(10), WithholdingReason.CapReached), WithheldBy(withheld));
        Assert.Equal(1_010, _wallet.Wallet.Lots.Total.Value);
    }

    [Fact]
    public void A_withheld_compensation_is_listed_under_the_id_that_follows_from_its_entry()
    {
        var id = Redeem();
        var entry = Reverse(id, AllowanceOf(0)).ExpectAccepted().PendingChange.RequestEntry;

        var listed = ListedCompensation.Of(WalletOfMing, entry);

        Assert.Equal((id, entry.EntryId, 10), (listed!.RedemptionId, listed.EntryId, listed.Withheld.Points.Value));
        Assert.Equal(listed, ListedCompensation.Of(WalletOfMing, entry));
        Assert.Null(ListedCompensation.Of(WalletOfMing, Reverse(Redeem()).ExpectAccepted().PendingChange.RequestEntry));
    }

    private static Allowance AllowanceOf(long points) =>
        new([new LeaseSpend("lease", new(points))], CancellationToken.None);

    private static WithheldCompensation? WithheldBy(Decision decision) =>
        decision.ExpectAccepted().PendingChange.RequestEntry.Kind switch
        {
            EntryKind.Reversal it => it.Withheld,
            EntryKind.Release it => it.Withheld,
            var other => throw new InvalidOperationException($"{other} gives no compensation"),
        };

    private string Redeem(int mugs = 1, bool isHold = false) =>
        _wallet
            .Decide(it =>
                Domain.Redeeming.Redeem.Decide(
                    it,
                    Sample.Redeem("mug", mugs) with
                    {
                        IsHold = isHold,
                    },
                    Shop,
                    Request($"redeem-{it.Sequence}")
                )
            )
            .ExpectAccepted()
            .Redemption!.RedemptionId;

    private Decision Reverse(
        string id,
        Allowance? allowance = null,
        int? quantity = null,
        DateTimeOffset? now = null,
        ProgrammeTerms? terms = null
    )
    {
        var command = new Reverse(id, new Actor.Operator(), quantity, FaultParty.Merchant, "test");
        return _wallet.Decide(
            (it, records) =>
                Domain.Redeeming.Reverse.Decide(
                    it,
                    records,
                    command,
                    terms ?? Shop,
                    Request($"reverse-{it.Sequence}", now),
                    allowance ?? Allowance.Unlimited
                )
        );
    }

    private Decision Cancel(string id, Allowance allowance)
    {
        var command = new CancelHold(id, new Actor.Operator(), FaultParty.Merchant, null);
        return _wallet.Decide(
            (it, records) => CancelHold.Decide(it, records, command, Shop, Request($"cancel-{it.Sequence}"), allowance)
        );
    }
}
