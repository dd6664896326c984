using Emulators.CosmosDb;
using Points.Cosmos.Stocking;
using Points.Cosmos.Tests.Wallets;
using Points.Domain.Ledger;
using Points.Domain.Stocking;

namespace Points.Cosmos.Tests.Granting;

/// <summary>The job gives every grant once, whichever instances run it at once, and whatever fails.</summary>
[Collection(nameof(FaultTests))]
public sealed class GrantRunTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();

    public static TheoryData<string> Faults => FaultTests.BatchFaults;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Instances_that_run_at_once_give_each_grant_once_and_no_more_vouchers_than_there_are()
    {
        var shop = await TestShop.OpenWithGrants(_cosmos, vouchersInStock: 5);
        var other = new TestShop(_cosmos);
        var members = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.EnrolWithPoints(10)));

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => (i % 2 == 0 ? shop : other).GiveGrants(Sample.Noon, Cancellation))
        );
        await shop.GiveGrants(Sample.Noon, Cancellation);

        var given = new List<int>();
        foreach (var member in members)
        {
            Assert.Equal(15, await shop.Store.VerifiedBalance(member));
            given.Add((await ListGrants(shop, member)).Count(it => it.Reward is not null));
        }
        Assert.Equal(5, given.Sum());
        Assert.All(given, count => Assert.InRange(count, 0, 2));
    }

    [Fact]
    public async Task A_wallet_that_has_its_grants_is_due_again_in_the_next_period_and_not_before()
    {
        var shop = await TestShop.OpenWithGrants(_cosmos, vouchersInStock: 100);
        var member = await shop.EnrolWithPoints(10);
        Assert.Equal(1, await CountDue(shop, Sample.Noon));

        Assert.Equal((3, 0), await shop.GiveGrants(Sample.Noon, Cancellation));

        Assert.Equal(0, await CountDue(shop, Sample.Noon.AddDays(8)));
        Assert.Equal(1, await CountDue(shop, Sample.Noon.AddDays(9)));
        Assert.Equal((1, 0), await shop.GiveGrants(Sample.Noon.AddDays(9), Cancellation));
        Assert.Equal(20, await shop.Store.VerifiedBalance(member));
    }

    [Fact]
    public async Task A_voucher_out_of_stock_is_reported_once_and_not_tried_again_under_the_same_terms()
    {
        var shop = await TestShop.OpenWithGrants(_cosmos, vouchersInStock: 1);
        await shop.EnrolWithPoints(10);

        Assert.Equal((2, 1), await shop.GiveGrants(Sample.Noon, Cancellation));

        Assert.Equal(0, await CountDue(shop, Sample.Noon.AddDays(1)));
        Assert.Equal((0, 0), await shop.GiveGrants(Sample.Noon.AddDays(1), Cancellation));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Given_a_fault_at_any_batch_Then_a_later_run_leaves_each_grant_given_once(string fault)
    {
        var shop = await TestShop.OpenWithGrants(_cosmos, vouchersInStock: 100);
        for (var failing = 1; failing <= 6; failing++)
        {
            var member = await shop.EnrolWithPoints(10);
            var batch = 0;
            var at = failing;
            _cosmos
                .FaultsOrSkip()
                .InjectNext(1, FaultTests.FaultOf(fault), (_, kind) => kind == RequestKind.Batch && ++batch == at);
            try
            {
                await shop.GiveGrants(Sample.Noon, Cancellation);
            }
            catch (AggregateException)
            {
                // The run has failed; the next one continues.
            }
            _cosmos.FaultsOrSkip().Clear();

            await shop.GiveGrants(Sample.Noon, Cancellation);

            Assert.Equal(15, await shop.Store.VerifiedBalance(member));
            var grants = await ListGrants(shop, member);
            Assert.Equal(["#1", "#2"], grants.Where(it => it.Reward is not null).Select(it => it.Occurrence).Order());
            Assert.Single(grants, it => it.Reward is null);
        }
    }

    [Fact]
    public async Task Pieces_of_a_run_that_died_between_stock_and_wallet_return_to_the_stock()
    {
        var clock = new ShiftedClock();
        var shop = await TestShop.OpenWithGrants(_cosmos, vouchersInStock: 10, clock);
        await shop.EnrolWithPoints(10);
        _cosmos
            .FaultsOrSkip()
            .InjectRandomly(
                1,
                1,
                InjectedFault.Unavailable,
                (container, kind) => kind == RequestKind.Batch && container == "wallets"
            );
        await Assert.ThrowsAnyAsync<Exception>(() => shop.GiveGrants(Sample.Noon, Cancellation));
        _cosmos.FaultsOrSkip().Clear();
        clock.Shift = CosmosDueReservations.GracePeriod + TimeSpan.FromSeconds(2);
        await shop.ReleaseHolds(Sample.Noon + IStock.CommitTimeout, Cancellation);

        await shop.GiveGrants(Sample.Noon + IStock.CommitTimeout, Cancellation);

        Assert.Equal(8, await shop.Stock.CountLeft(new StockKey("shop", "granted", 1, 10), Cancellation));
    }

    private static async Task<EntryKind.Grant[]> ListGrants(TestShop shop, WalletId member) =>
        [
            .. (await shop.Store.ListEntries(member, long.MaxValue, 100, Cancellation))
                .Select(entry => entry.Kind)
                .OfType<EntryKind.Grant>(),
        ];

    private static Task<long> CountDue(TestShop shop, DateTimeOffset now) =>
        shop.Store.CountDue(MaintenanceKind.Grants, now, Cancellation);
}
