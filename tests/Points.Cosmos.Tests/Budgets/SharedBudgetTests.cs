using Emulators.CosmosDb;
using Points.Domain;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Cosmos.Tests.Budgets;

/// <summary>What instances hold of one budget: never more than they need, and never for long.</summary>
[Collection(nameof(BudgetTests))]
public sealed class SharedBudgetTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private readonly ShiftedClock _clock = new();
    private readonly BudgetOrders _orders;

    public SharedBudgetTests() => _orders = new(_cosmos, _clock);

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Given_eight_instances_When_three_are_killed_Then_the_cap_is_reached_to_the_last_point()
    {
        var (terms, instances) = (BudgetOrders.Terms(4_000), _orders.Instances(8));
        await _orders.Enrol(16);
        using var kill = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
        await Task.WhenAll(
            instances.Select(
                (instance, i) =>
                    Task.Run(() => _orders.Earn(instance, terms, i, orders: 10_000, points: 1 + i, crash: kill.Token))
            )
        );
        Assert.True(await _orders.SumLedgers() < 4_000, "the instances used up the budget before any was killed");

        // Five instances go on. The leases of the other three are reclaimed 45 s after they began.
        _clock.Shift += BudgetBusyException.HeldMax;
        await Task.WhenAll(
            instances[..5]
                .Select(
                    (instance, i) =>
                        Task.Run(() =>
                            _orders.Earn(instance, terms, 100 + i, orders: 10_000, points: 1, stopWhenExhausted: true)
                        )
                )
        );

        Assert.Equal(4_000, await _orders.SumLedgers());
    }

    [Fact]
    public async Task Points_that_another_instance_holds_make_the_budget_busy_and_not_exhausted()
    {
        var (terms, instances) = (BudgetOrders.Terms(80), _orders.Instances(2));
        await _orders.Enrol(2);
        var (holder, other) = (_cosmos.CreateIssuance(instances[0]), _cosmos.CreateIssuance(instances[1]));
        // Seven orders of 10 leave 10, which a lease for the eighth holds while it is refused for its member.
        for (var i = 0; i < 7; i++)
            (await _orders.Book(holder, terms, 0, $"h{i}", 10)).ExpectBooked();
        var held = await instances[0].Reserve(BudgetKey.Of(terms, Sample.Noon)!, new(5), CancellationToken.None);
        Assert.NotNull(held);

        await Assert.ThrowsAsync<BudgetBusyException>(() => _orders.Book(other, terms, 1, "o1", 10));
        Assert.IsType<Refusal.BudgetExhausted>((await _orders.Book(other, terms, 1, "o2", 11)).ExpectRefused());

        // The holder never comes back.
        _clock.Shift += BudgetBusyException.HeldMax;
        (await _orders.Book(other, terms, 1, "o1", 10)).ExpectBooked();
        Assert.Equal(80, await _orders.SumLedgers());
    }

    [Fact]
    public async Task Nothing_is_reserved_for_an_unknown_member()
    {
        var (terms, instances) = (BudgetOrders.Terms(100), _orders.Instances(2));
        await _orders.Enrol(1);
        var issuance = _cosmos.CreateIssuance(instances[0]);

        var outcome = await _orders.Book(issuance, terms, new WalletId("nobody", "shop"), "k", 90);

        Assert.IsType<Refusal.MemberNotEnrolled>(outcome.ExpectRefused());
        await _orders.AssertState(terms, issued: 0, leased: 0, instances[0]);
        Assert.Equal(100, await _orders.Earn(instances[1], terms, 0, orders: 1, points: 100));
    }

    [Fact]
    public async Task Near_the_cap_there_is_at_most_one_budget_request_for_each_hundred_accruals()
    {
        if (_cosmos.Local is not { } local)
            return;
        var (terms, instance) = (BudgetOrders.Terms(1_000_000), _orders.Instances(1)[0]);
        await _orders.Enrol(1);
        await _orders.Earn(instance, terms, 0, orders: 1, points: 950_000);
        await _orders.Earn(instance, terms, 0, orders: 1, points: 10);
        var before = BudgetRequests(local);

        const int accruals = 1_500;
        for (var i = 0; i < accruals; i++)
        {
            await _orders.Earn(instance, terms, 1_000 + i, orders: 1, points: 10);
            _clock.Shift += TimeSpan.FromMilliseconds(5); // With the time that it takes, about 100 a second.
        }

        var requests = BudgetRequests(local) - before;
        Assert.True(requests <= accruals / 100, $"{requests} budget requests for {accruals} accruals");
    }

    private static long BudgetRequests(CosmosEmulator store) =>
        store
            .RequestCounts.Snapshot()
            .Where(it => it.Key.Container == CosmosContainers.Budgets && it.Key.Kind != RequestKind.Metadata)
            .Sum(it => it.Value);
}
