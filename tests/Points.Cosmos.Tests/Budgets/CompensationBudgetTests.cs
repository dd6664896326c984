using Emulators.CosmosDb;
using Points.Cosmos.Budgets;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using static Points.Cosmos.Tests.Budgets.CompensatedReversals;

namespace Points.Cosmos.Tests.Budgets;

/// <summary>
/// Compensation has a budget of its own, as hard as the main one (laws L6 and L13), under concurrency and when
/// instances crash.
/// </summary>
[Collection(nameof(BudgetTests))]
public sealed class CompensationBudgetTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private readonly ShiftedClock _clock = new();
    private readonly CompensatedReversals _reversals;

    public CompensationBudgetTests() => _reversals = new(_cosmos, _clock);

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Parallel_reversals_on_four_instances_reach_the_cap_and_withhold_the_rest()
    {
        var (terms, instances) = (Terms(compensationCap: 700), _reversals.Instances(4));
        await _reversals.Enrol(8, terms);

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(it => _reversals.ReverseMugs(instances[it % 4], terms, it, "a", MugsPerMember))
        );
        await InstancesStop(instances);
        await ReverseTheRest(terms, members: 8);

        Assert.Equal((700, (8 * MugsPerMember * PointsOwedPerMug) - 700), await _reversals.SumCompensation());
        Assert.Equal((8 * MugsPerMember * PointsPerMug) + 700, await _reversals.SumWallets());
        await _reversals.AssertStates(terms, earned: 8 * MugsPerMember * PointsPerMug, compensated: 700);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_faults_and_crashes_the_cap_holds_and_no_wallet_has_points_that_no_budget_gave(int seed)
    {
        var (terms, faults, random) = (Terms(compensationCap: 600), _cosmos.FaultsOrSkip(), new Random(seed));
        await _reversals.Enrol(8, terms);
        faults.InjectRandomly(0.05, seed, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        faults.InjectRandomly(
            0.05,
            seed + 100,
            InjectedFault.DisconnectedAfterwards,
            (_, kind) => kind == RequestKind.Batch
        );
        faults.InjectRandomly(0.05, seed + 200, InjectedFault.Unavailable);

        for (var generation = 0; generation < 3; generation++)
            await ReverseUntilCrash(terms, $"g{generation}", TimeSpan.FromMilliseconds(random.Next(100, 300)));
        faults.Clear();

        // Read in this order, the wallets can only have fewer points than the budgets gave.
        var inWallets = await _reversals.SumWallets();
        var given = await _reversals.SumIssuedAndLent(terms);
        Assert.True(inWallets <= given, $"{inWallets} points in the wallets, {given} issued or lent");
        await ReconcileAbandonedLeases();
        await _reversals.AssertStates(
            terms,
            earned: 8 * MugsPerMember * PointsPerMug,
            compensated: (await _reversals.SumCompensation()).Given
        );

        await ReverseTheRest(terms, members: 8);
        var (compensated, withheld) = await _reversals.SumCompensation();
        // 85 compensations of 7 points fit into 600.
        Assert.Equal((595, (8 * MugsPerMember * PointsOwedPerMug) - 595), (compensated, withheld));
        Assert.Equal((8 * MugsPerMember * PointsPerMug) + 595, await _reversals.SumWallets());
    }

    [Fact]
    public async Task Points_that_another_instance_holds_make_a_reversal_wait_instead_of_withholding()
    {
        var (terms, instances) = (Terms(compensationCap: 8), _reversals.Instances(2));
        await _reversals.Enrol(1, terms);
        var budget = BudgetKey.OfCompensation(terms, Sample.Noon)!;
        var held = await instances[0].Reserve(budget, new(5), CancellationToken.None);
        Assert.NotNull(held);

        await Assert.ThrowsAsync<BudgetBusyException>(() => _reversals.ReverseMug(instances[1], terms, 0, "k"));

        // The holder never comes back.
        _clock.Shift += BudgetBusyException.HeldMax;
        Assert.Equal(7, CompensationOf(await _reversals.ReverseMug(instances[1], terms, 0, "k")));
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_whether_the_compensation_was_given_or_withheld()
    {
        var (terms, instance) = (Terms(compensationCap: 7), _reversals.Instances(1)[0]);
        await _reversals.Enrol(1, terms);

        var given = (await _reversals.ReverseMug(instance, terms, 0, "a")).ExpectBooked();
        var withheld = (await _reversals.ReverseMug(instance, terms, 0, "b")).ExpectBooked();
        // A higher cap applies as soon as the shards are read again, but not to what was answered before.
        var raised = Terms(compensationCap: 70);
        _clock.Shift += TimeSpan.FromSeconds(2);

        Assert.Equal((7, 0), (CompensationOf(given), CompensationOf(withheld)));
        Assert.Equal(
            given.Entry.Hash,
            (await _reversals.ReverseMug(instance, raised, 0, "a")).ExpectBooked().Entry.Hash
        );
        Assert.Equal(
            withheld.Entry.Hash,
            (await _reversals.ReverseMug(instance, raised, 0, "b")).ExpectBooked().Entry.Hash
        );
        Assert.Equal(7, CompensationOf(await _reversals.ReverseMug(instance, raised, 0, "c")));
    }

    /// <summary>Instances that are never disposed reverse mugs until all their requests are cancelled.</summary>
    private async Task ReverseUntilCrash(ProgrammeTerms terms, string keyPrefix, TimeSpan after)
    {
        var instances = _reversals.Instances(4);
        using var crash = new CancellationTokenSource(after);
        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(writer =>
                    Task.Run(() =>
                        _reversals.ReverseMugs(
                            instances[writer % 4],
                            terms,
                            writer % 8,
                            $"{keyPrefix}-{writer}",
                            count: 4,
                            crash.Token
                        )
                    )
                )
        );
    }

    private async Task ReconcileAbandonedLeases()
    {
        _clock.Shift += BudgetBusyException.HeldMax + TimeSpan.FromSeconds(1);
        await new BudgetReconciliation(_cosmos.Client, _clock).Run(CancellationToken.None);
    }

    /// <summary>Reverses all mugs that are left, on one instance.</summary>
    private async Task ReverseTheRest(ProgrammeTerms terms, int members)
    {
        await using var instance = _reversals.Instances(1)[0];
        for (var member = 0; member < members; member++)
            await _reversals.ReverseMugs(instance, terms, member, "rest", MugsPerMember);
    }

    private static async Task InstancesStop(IEnumerable<CosmosBudgets> instances)
    {
        foreach (var instance in instances)
            await instance.DisposeAsync();
    }

    private static long CompensationOf(Outcome outcome) =>
        ((EntryKind.Reversal)outcome.ExpectBooked().Entry.Kind).Compensation.Value;
}
