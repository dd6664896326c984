using Emulators.CosmosDb;
using Points.Cosmos.Budgets;
using Points.Domain;
using Points.Domain.Programmes;

namespace Points.Cosmos.Tests.Budgets;

/// <summary>
/// The budget is a hard cap (law L6), under concurrency and when instances crash, and every point of it can be issued.
/// </summary>
[Collection(nameof(BudgetTests))]
public sealed class BudgetTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private readonly ShiftedClock _clock = new();
    private readonly BudgetOrders _orders;

    public BudgetTests() => _orders = new(_cosmos, _clock);

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Parallel_writers_on_four_instances_reach_the_cap_exactly_and_never_exceed_it()
    {
        var (terms, instances) = (BudgetOrders.Terms(500), _orders.Instances(4));
        await _orders.Enrol(16);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(writer =>
                    Task.Run(() => _orders.Earn(instances[writer % 4], terms, writer, orders: 12, points: 1))
                )
        );

        Assert.Equal(500, outcomes.Sum());
        Assert.Equal(500, await _orders.SumLedgers());
        foreach (var instance in instances)
            await instance.DisposeAsync();
        await _orders.AssertState(terms, issued: 500, leased: 0);
    }

    [Fact]
    public async Task Large_orders_draw_on_many_shards_and_can_use_up_the_budget()
    {
        var (terms, instance) = (BudgetOrders.Terms(100), _orders.Instances(1)[0]);
        await _orders.Enrol(4);

        // Two orders fit. The third is refused, and small orders use the last 10 points.
        var issued = await _orders.Earn(instance, terms, 0, orders: 3, points: 45);
        issued += await _orders.Earn(instance, terms, 1, orders: 30, points: 1);

        Assert.Equal(100, issued);
        Assert.Equal(100, await _orders.SumLedgers());
    }

    [Fact]
    public async Task An_order_that_is_too_large_leaves_the_last_point_to_a_smaller_one()
    {
        var (terms, instance) = (BudgetOrders.Terms(100), _orders.Instances(1)[0]);
        await _orders.Enrol(1);
        var issuance = _cosmos.CreateIssuance(instance);

        (await _orders.Book(issuance, terms, 0, "k1", 99)).ExpectBooked();
        Assert.IsType<Refusal.BudgetExhausted>((await _orders.Book(issuance, terms, 0, "k2", 2)).ExpectRefused());
        (await _orders.Book(issuance, terms, 0, "k3", 1)).ExpectBooked();
        Assert.IsType<Refusal.BudgetExhausted>((await _orders.Book(issuance, terms, 0, "k4", 1)).ExpectRefused());
    }

    [Fact]
    public async Task Points_that_a_stopped_instance_did_not_issue_can_be_issued_by_others()
    {
        var (terms, instances) = (BudgetOrders.Terms(100), _orders.Instances(2));
        await _orders.Enrol(1);
        // Two orders fit. The instance still has a lease for the last 10 points.
        await _orders.Earn(instances[0], terms, 0, orders: 3, points: 45);

        await instances[0].DisposeAsync();

        Assert.Equal(10, await _orders.Earn(instances[1], terms, 1, orders: 11, points: 1));
    }

    [Fact]
    public async Task Issued_points_are_visible_at_once_and_the_parts_add_up_to_the_cap()
    {
        var (terms, instance) = (BudgetOrders.Terms(10_000), _orders.Instances(1)[0]);
        await _orders.Enrol(1);
        await _orders.Earn(instance, terms, 0, orders: 2, points: 45);

        var state = await instance.GetState(BudgetKey.Of(terms, Sample.Noon)!, CancellationToken.None);

        Assert.Equal((90, 10_000), (state.Issued.Value, (state.Issued + state.Leased + state.Remaining).Value));
        Assert.True(state.Leased > Points.Zero);
    }

    [Fact]
    public async Task Given_a_used_up_budget_When_a_request_is_repeated_Then_it_gets_its_first_answer()
    {
        var (terms, instance) = (BudgetOrders.Terms(10), _orders.Instances(1)[0]);
        await _orders.Enrol(1);
        var issuance = _cosmos.CreateIssuance(instance);

        var first = (await _orders.Book(issuance, terms, 0, "k", 10)).ExpectBooked();
        var again = (await _orders.Book(issuance, terms, 0, "k", 10)).ExpectBooked();

        Assert.IsType<Refusal.BudgetExhausted>((await _orders.Book(issuance, terms, 0, "other", 1)).ExpectRefused());
        Assert.Equal((first.Entry.Hash, true), (again.Entry.Hash, again.IsReplayed));
        Assert.Equal(10, await _orders.SumLedgers());
    }

    [Fact]
    public async Task A_new_period_has_its_own_budget_and_a_raised_cap_counts_at_once()
    {
        var (terms, instance) = (BudgetOrders.Terms(10), _orders.Instances(1)[0]);
        await _orders.Enrol(1);
        var issuance = _cosmos.CreateIssuance(instance);
        await _orders.Book(issuance, terms, 0, "k1", 10);
        Assert.IsType<Refusal.BudgetExhausted>((await _orders.Book(issuance, terms, 0, "k2", 1)).ExpectRefused());

        (await _orders.Book(issuance, terms, 0, "k3", 10, Sample.Noon.AddMonths(1))).ExpectBooked();
        // For a second after a refusal, the instance does not ask again whether points are left.
        _clock.Shift += TimeSpan.FromSeconds(2);
        var raised = BudgetOrders.Terms(30);
        (await _orders.Book(issuance, raised, 0, "k4", 20)).ExpectBooked();

        await _orders.AssertState(raised, issued: 30, leased: 0, instance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_faults_and_crashes_the_cap_holds_and_reconciliation_recovers_every_point(int seed)
    {
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        var (terms, faults, random) = (BudgetOrders.Terms(2_000), _cosmos.FaultsOrSkip(), new Random(seed));
        await _orders.Enrol(16);
        faults.InjectRandomly(0.05, seed, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        faults.InjectRandomly(
            0.05,
            seed + 100,
            InjectedFault.DisconnectedAfterwards,
            (_, kind) => kind == RequestKind.Batch
        );
        faults.InjectRandomly(0.05, seed + 200, InjectedFault.Unavailable);
        faults.InjectRandomly(
            0.05,
            seed + 300,
            InjectedFault.ThrottledAfterwards(TimeSpan.FromMilliseconds(1)),
            (_, kind) => kind == RequestKind.Batch
        );

        for (var generation = 0; generation < 3; generation++)
        {
            // A crash: the instances are never disposed, and their requests are cancelled at a random moment.
            var (instances, crash) = (_orders.Instances(4), new CancellationTokenSource(random.Next(150, 500)));
            await Task.WhenAll(
                Enumerable
                    .Range(0, 64)
                    .Select(writer =>
                        Task.Run(() =>
                            _orders.Earn(
                                instances[writer % 4],
                                terms,
                                (generation * 64) + writer,
                                orders: 12,
                                points: 1 + (writer % 5),
                                crash: crash.Token
                            )
                        )
                    )
            );
        }
        faults.Clear();
        Assert.True(await _orders.SumLedgers() <= 2_000, $"{await _orders.SumLedgers()} points were issued");

        _clock.Shift += CosmosBudgets.LeaseDuration + BudgetReconciliation.GracePeriod + TimeSpan.FromSeconds(1);
        await new BudgetReconciliation(_cosmos.Client, _clock).Run(CancellationToken.None);

        await _orders.AssertState(terms, issued: await _orders.SumLedgers(), leased: 0);
        Assert.Equal(0, await new BudgetReconciliation(_cosmos.Client, _clock).Run(CancellationToken.None));
        await _orders.Earn(_orders.Instances(1)[0], terms, 10_000, orders: 2_000, points: 1, stopWhenExhausted: true);
        Assert.Equal(2_000, await _orders.SumLedgers());
    }
}
