using Emulators.CosmosDb;
using Points.Cosmos.Tests.Wallets;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Earning;

/// <summary>Whatever fails and whenever, an order earns once, and a repeat comes to an end.</summary>
[Collection(nameof(OrderClaimFaultTests))]
public sealed class OrderClaimFaultTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private readonly ShiftedClock _clock = new();
    private TestShop _shop = null!;

    public static TheoryData<string> Faults => FaultTests.RequestFaults;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = await TestShop.Open(_cosmos, _clock);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Given_one_fault_at_the_claim_Then_the_purchase_is_booked_as_a_first_answer(string fault)
    {
        var (ming, lan) = (await _shop.EnrolWithPoints(0), await _shop.EnrolWithPoints(0));
        _cosmos.FaultsOrSkip().InjectNext(1, FaultTests.FaultOf(fault), IsClaim);

        Assert.False((await _shop.Earn(ming, 100, "o")).ExpectBooked().IsReplayed);

        Assert.IsType<Refusal.OrderAlreadyAccrued>((await _shop.Earn(lan, 100, "o")).ExpectRefused());
        Assert.Equal(100, await _shop.Store.VerifiedBalance(ming));
    }

    [Fact]
    public async Task Given_no_claim_can_be_made_Then_nothing_is_booked()
    {
        var (faults, ming) = (_cosmos.FaultsOrSkip(), await _shop.EnrolWithPoints(0));
        faults.InjectNext(
            int.MaxValue,
            InjectedFault.Unavailable,
            (container, kind) => container == CosmosContainers.Lookups && kind != RequestKind.Read
        );

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _shop.Earn(ming, 100, "o"));

        faults.Clear();
        Assert.Equal(0, await _shop.Store.VerifiedBalance(ming));
        Assert.False((await _shop.Earn(ming, 100, "o")).ExpectBooked().IsReplayed);
    }

    [Fact]
    public async Task Given_an_instance_that_ends_after_its_claim_Then_another_member_earns_after_two_minutes()
    {
        var (ming, lan) = (await _shop.EnrolWithPoints(0), await _shop.EnrolWithPoints(0));
        var faults = _cosmos.FaultsOrSkip();
        faults.InjectNext(int.MaxValue, InjectedFault.Disconnected, IsCommit);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _shop.Earn(ming, 100, "o"));
        faults.Clear();

        await Assert.ThrowsAsync<OrderBusyException>(() => _shop.Earn(lan, 100, "o"));
        _clock.Shift = TimeSpan.FromMinutes(3);
        (await _shop.Earn(lan, 100, "o")).ExpectBooked();

        Assert.IsType<Refusal.OrderAlreadyAccrued>((await _shop.Earn(ming, 100, "o")).ExpectRefused());
    }

    [Fact]
    public async Task Given_an_instance_that_ends_after_its_commit_Then_the_order_is_refused_and_its_repeat_answered()
    {
        var (ming, lan) = (await _shop.EnrolWithPoints(0), await _shop.EnrolWithPoints(0));
        var faults = _cosmos.FaultsOrSkip();
        faults.InjectNext(int.MaxValue, InjectedFault.DisconnectedAfterwards, IsCommit);
        var lost = false;
        faults.InjectNext(int.MaxValue, InjectedFault.Disconnected, (_, kind) => kind == RequestKind.Read && lost);
        try
        {
            await _shop.Earn(ming, 100, "o");
        }
        catch (StoreUnavailableException) { }
        lost = true;
        faults.Clear();

        Assert.IsType<Refusal.OrderAlreadyAccrued>((await _shop.Earn(lan, 100, "o")).ExpectRefused());
        _clock.Shift = TimeSpan.FromMinutes(3);
        Assert.IsType<Refusal.OrderAlreadyAccrued>((await _shop.Earn(lan, 100, "o")).ExpectRefused());
        Assert.True((await _shop.Earn(ming, 100, "o")).ExpectBooked().IsReplayed);
    }

    [Fact]
    public async Task Given_an_instance_that_is_slower_than_its_claim_Then_it_begins_no_batch()
    {
        var ming = await _shop.EnrolWithPoints(0);
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                1,
                InjectedFault.Slow(TimeSpan.Zero),
                (container, kind) =>
                {
                    if (!IsClaim(container, kind))
                        return false;
                    _clock.Shift += OrderClaim.BookWithin;
                    return true;
                }
            );

        await Assert.ThrowsAsync<OrderBusyException>(() => _shop.Earn(ming, 100, "o"));

        Assert.Equal(0, await _shop.Store.VerifiedBalance(ming));
        (await _shop.Earn(ming, 100, "o")).ExpectBooked();
    }

    [Fact]
    public async Task Given_the_delete_of_a_freed_claim_is_lost_Then_the_refund_counts_and_the_number_is_free_later()
    {
        var (ming, lan) = (await _shop.EnrolWithPoints(0), await _shop.EnrolWithPoints(0));
        await _shop.Earn(ming, 100, "o");
        var faults = _cosmos.FaultsOrSkip();
        faults.InjectNext(
            int.MaxValue,
            InjectedFault.Disconnected,
            (container, kind) => container == CosmosContainers.Lookups && kind == RequestKind.Batch
        );

        (await _shop.Refund(ming, "o", "r", 100)).ExpectBooked();

        faults.Clear();
        await Assert.ThrowsAsync<OrderBusyException>(() => _shop.Earn(lan, 100, "o"));
        _clock.Shift = TimeSpan.FromMinutes(3);
        (await _shop.Earn(lan, 100, "o")).ExpectBooked();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Given_random_faults_and_members_who_post_the_same_orders_Then_each_order_earns_once(int seed)
    {
        const int Orders = 40;
        var members = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _shop.EnrolWithPoints(0)));
        var faults = _cosmos.FaultsOrSkip();
        foreach (var (number, fault) in FaultTests.RequestFaults.Select(row => row.Data).Index())
            faults.InjectRandomly(0.03, seed + number, FaultTests.FaultOf(fault));

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Orders * members.Length),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) => await TryEarn(members[i % members.Length], $"{seed}-{i / members.Length}")
        );
        faults.Clear();
        // All claims that instances left behind are old by now.
        _clock.Shift = TimeSpan.FromMinutes(3);
        for (var order = 0; order < Orders; order++)
            foreach (var member in members)
                await _shop.Earn(member, 100, $"{seed}-{order}");

        var balances = await Task.WhenAll(members.Select(_shop.Store.VerifiedBalance));
        Assert.Equal(Orders * 100, balances.Sum());
    }

    private async Task TryEarn(WalletId member, string order)
    {
        try
        {
            await _shop.Earn(member, 100, order);
        }
        catch (Exception fault) when (fault is StoreBusyException or StoreUnavailableException or OrderBusyException)
        {
            // The purchase may or may not be booked. It is posted again later.
        }
    }

    private static bool IsClaim(string container, RequestKind kind) =>
        container == CosmosContainers.Lookups && kind == RequestKind.Create;

    private static bool IsCommit(string container, RequestKind kind) =>
        container == CosmosContainers.Wallets && kind == RequestKind.Batch;
}
