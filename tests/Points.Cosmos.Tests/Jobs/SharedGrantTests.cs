using Emulators.CosmosDb;
using Points.Domain.Jobs;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Jobs;

/// <summary>
/// A job over real wallets is killed half-way, in each of the store's parts, and another instance ends it: each wallet
/// gets what it is due, once.
/// </summary>
public sealed class SharedGrantTests : IAsyncLifetime
{
    /// <summary>More than one page in each of three parts.</summary>
    private const int WalletCount = 400;

    private readonly CosmosFixture _cosmos = new();
    private readonly ShiftedClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task An_instance_that_is_killed_half_way_leaves_the_rest_to_another()
    {
        var shop = await TestShop.OpenWithGrants(_cosmos, vouchersInStock: 10 * WalletCount, _clock);
        var wallets = new WalletId[WalletCount];
        await Parallel.ForAsync(
            0,
            WalletCount,
            Cancellation,
            async (i, _) => wallets[i] = await shop.EnrolWithPoints(10)
        );
        var batches = 0;
        _cosmos
            .FaultsOrSkip()
            .InjectRandomly(
                1,
                1,
                InjectedFault.Unavailable,
                // Three batches for each wallet, and a voucher's place for each of its two vouchers.
                (_, kind) => kind == RequestKind.Batch && Interlocked.Increment(ref batches) > 3 * WalletCount
            );
        await Assert.ThrowsAnyAsync<Exception>(() => shop.GiveGrants(Sample.Noon, Cancellation));
        _cosmos.FaultsOrSkip().Clear();
        var left = await CountDue(shop);
        Assert.InRange(left, 1, WalletCount - 1);

        _clock.Shift = JobPart.LeaseTime + TimeSpan.FromSeconds(1);
        await new TestShop(_cosmos, _clock).GiveGrants(Sample.Noon, Cancellation);

        Assert.Equal(0, await CountDue(shop));
        foreach (var wallet in wallets)
            Assert.Equal(15, await shop.Store.VerifiedBalance(wallet));
    }

    private static Task<long> CountDue(TestShop shop) =>
        shop.Store.CountDue(MaintenanceKind.Grants, Sample.Noon, Cancellation);
}
