using Emulators.CosmosDb;
using Points.Cosmos.Members;
using Points.Domain;
using Points.Domain.Families;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Families;

/// <summary>
/// Transferred points end in exactly one of the two wallets, whatever fails in between (decision 11).
/// </summary>
[Collection(nameof(TransferTests))]
public sealed class TransferTests : IAsyncLifetime
{
    private static readonly DateTimeOffset AfterResumeDelay =
        Sample.Noon + Transfer.ResumeAfter + TimeSpan.FromSeconds(1);

    private readonly CosmosFixture _cosmos = new();
    private TestShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = await TestShop.Open(_cosmos);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    /// <summary>
    /// The store fails after so many batches. The batches are sending, arrival at the receiver, and completion.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Given_a_transfer_that_stopped_at_any_step_When_holds_are_released_Then_it_completes(int batches)
    {
        var (a, b) = (await _shop.EnrolWithPoints(100, "f"), await _shop.EnrolWithPoints(0, "f"));
        var done = 0;
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                int.MaxValue,
                InjectedFault.Unavailable,
                (container, kind) =>
                    container == CosmosContainers.Wallets && kind == RequestKind.Batch && done++ >= batches
            );

        if (batches == 0)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => _shop.SendTransfer(a, b, 40, "k"));
        else
            Assert.IsType<TransferOutcome.Pending>(await _shop.SendTransfer(a, b, 40, "k"));
        _cosmos.FaultsOrSkip().Clear();
        Assert.Equal(100, await Total(a, b));
        await _shop.ReleaseHolds(AfterResumeDelay, CancellationToken.None);

        Assert.Equal(
            batches == 0 ? (100, 0) : (60, 40),
            (await _shop.Store.VerifiedBalance(a), await _shop.Store.VerifiedBalance(b))
        );
        Assert.IsType<TransferOutcome.Done>(await _shop.SendTransfer(a, b, 40, "k"));
        Assert.Equal((60, 40), (await _shop.Store.VerifiedBalance(a), await _shop.Store.VerifiedBalance(b)));
    }

    [Fact]
    public async Task Given_a_frozen_receiver_Then_the_points_return_to_the_sender_for_good()
    {
        var (a, b) = (await _shop.EnrolWithPoints(100, "f"), await _shop.EnrolWithPoints(0, "f"));
        var batches = 0;
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                int.MaxValue,
                InjectedFault.Unavailable,
                (container, kind) =>
                    container == CosmosContainers.Wallets && kind == RequestKind.Batch && batches++ >= 1
            );
        await _shop.SendTransfer(a, b, 40, "k");
        _cosmos.FaultsOrSkip().Clear();
        await SetFrozenReason(b, "test");

        await _shop.ReleaseHolds(AfterResumeDelay, CancellationToken.None);
        await SetFrozenReason(b, null);

        Assert.Equal((100, 0), (await _shop.Store.VerifiedBalance(a), await _shop.Store.VerifiedBalance(b)));
        var repeat = Assert.IsType<TransferOutcome.Done>(await _shop.SendTransfer(a, b, 40, "k"));
        Assert.False(((EntryKind.TransferCompletion)repeat.Entry.Kind).HasArrived);
        Assert.Equal((100, 0), (await _shop.Store.VerifiedBalance(a), await _shop.Store.VerifiedBalance(b)));
    }

    [Fact]
    public async Task Given_many_parallel_resumptions_Then_the_points_arrive_once()
    {
        var (a, b) = (await _shop.EnrolWithPoints(100, "f"), await _shop.EnrolWithPoints(0, "f"));
        var batches = 0;
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                int.MaxValue,
                InjectedFault.Unavailable,
                (container, kind) =>
                    container == CosmosContainers.Wallets && kind == RequestKind.Batch && batches++ >= 1
            );
        await _shop.SendTransfer(a, b, 40, "k");
        _cosmos.FaultsOrSkip().Clear();

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Task.Run(() =>
                        i % 2 == 0
                            ? _shop.ReleaseHolds(Sample.Noon.AddHours(1), CancellationToken.None)
                            : (Task)_shop.SendTransfer(a, b, 40, "k")
                    )
                )
        );

        Assert.Equal((60, 40), (await _shop.Store.VerifiedBalance(a), await _shop.Store.VerifiedBalance(b)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Given_random_faults_Then_a_familys_points_stay_the_same(int seed)
    {
        var family = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _shop.EnrolWithPoints(200, "f")));
        var faults = _cosmos.FaultsOrSkip();
        faults.InjectRandomly(0.1, seed, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        faults.InjectRandomly(
            0.1,
            seed + 1,
            InjectedFault.Unavailable,
            (_, kind) => kind is RequestKind.Batch or RequestKind.Read
        );
        faults.InjectRandomly(0.1, seed + 2, InjectedFault.Disconnected);

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        var random = new Random((seed * 100) + worker);
                        for (var step = 0; step < 10; step++)
                        {
                            try
                            {
                                await _shop.SendTransfer(
                                    family[random.Next(4)],
                                    family[random.Next(4)],
                                    1 + random.Next(50)
                                );
                            }
                            catch (Exception fault) when (fault is StoreBusyException or StoreUnavailableException)
                            {
                                // The transfer may or may not be sent. The wallets must agree in the end either way.
                            }
                        }
                    })
                )
        );

        faults.Clear();
        await _shop.ReleaseHolds(Sample.Noon.AddHours(1), CancellationToken.None);
        long sum = 0;
        foreach (var wallet in family)
            sum += await _shop.Store.VerifiedBalance(wallet);
        Assert.Equal(800, sum);
        foreach (var wallet in family)
            Assert.Empty((await _shop.Store.Find(wallet, CancellationToken.None))!.Holds);
    }

    private Task<Member?> SetFrozenReason(WalletId wallet, string? reason) =>
        new CosmosMemberStore(_cosmos.Client).Update(
            wallet.MemberId,
            member => member! with { FrozenReason = reason },
            CancellationToken.None
        );

    /// <summary>The points of all wallets together, with those on the way.</summary>
    private async Task<long> Total(params WalletId[] wallets)
    {
        long sum = 0;
        foreach (var id in wallets)
        {
            var wallet = (await _shop.Store.Find(id, CancellationToken.None))!;
            // Arrived points are still held at the sender until the completion: count them there only.
            sum += wallet.Lots.Total.Value + wallet.Held.Value;
            foreach (var entry in await _shop.Store.ListEntries(id, long.MaxValue, 100, CancellationToken.None))
                if (entry.Kind is EntryKind.TransferIn)
                    sum -= entry.Points.Value;
        }
        return sum;
    }
}
