using Points.Domain;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Families;

/// <summary>Points on their way are in one of two wallets in the end, whatever happens in between: never in neither, never in both.</summary>
[Collection(nameof(TransferTests))]
public sealed class TransferTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private TestShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = await TestShop.Open(_cosmos);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    /// <summary>Killed after so many batches: the sender's, the receiver's, the sender's end.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cut_off_after_any_step_it_is_carried_on_and_the_repeat_gets_its_answer(int batches)
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
        await _shop.Releases.Run(Sample.Noon + Transfer.ResumeAfter + TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.Equal(
            batches == 0 ? (100, 0) : (60, 40),
            (await _shop.Store.VerifiedBalance(a), await _shop.Store.VerifiedBalance(b))
        );
        Assert.IsType<TransferOutcome.Done>(await _shop.SendTransfer(a, b, 40, "k"));
        Assert.Equal((60, 40), (await _shop.Store.VerifiedBalance(a), await _shop.Store.VerifiedBalance(b)));
    }

    [Fact]
    public async Task What_the_receiver_cannot_take_is_the_senders_again_for_good()
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
        await new Cosmos.Members.CosmosMemberStore(_cosmos.Client).Update(
            b.MemberId,
            member => member! with { FrozenReason = "test" },
            CancellationToken.None
        );

        await _shop.Releases.Run(Sample.Noon + Transfer.ResumeAfter + TimeSpan.FromSeconds(1), CancellationToken.None);
        await new Cosmos.Members.CosmosMemberStore(_cosmos.Client).Update(
            b.MemberId,
            member => member! with { FrozenReason = null },
            CancellationToken.None
        );

        Assert.Equal((100, 0), (await _shop.Store.VerifiedBalance(a), await _shop.Store.VerifiedBalance(b)));
        Assert.False(
            (
                (EntryKind.TransferCompletion)
                    Assert.IsType<TransferOutcome.Done>(await _shop.SendTransfer(a, b, 40, "k")).Entry.Kind
            ).HasArrived
        );
        Assert.Equal((100, 0), (await _shop.Store.VerifiedBalance(a), await _shop.Store.VerifiedBalance(b)));
    }

    [Fact]
    public async Task Carried_on_by_many_at_once_it_arrives_once()
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
                            ? _shop.Releases.Run(Sample.Noon.AddHours(1), CancellationToken.None)
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
    public async Task Under_any_faults_a_familys_points_stay_the_same(int seed)
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
                                // Whatever became of it, the books must agree in the end.
                            }
                        }
                    })
                )
        );

        faults.Clear();
        await _shop.Releases.Run(Sample.Noon.AddHours(1), CancellationToken.None);
        long sum = 0;
        foreach (var wallet in family)
            sum += await _shop.Store.VerifiedBalance(wallet);
        Assert.Equal(800, sum);
        foreach (var wallet in family)
            Assert.Empty((await _shop.Store.Find(wallet, CancellationToken.None))!.Holds);
    }

    private async Task<long> Total(params WalletId[] wallets)
    {
        long sum = 0;
        foreach (var id in wallets)
        {
            var wallet = (await _shop.Store.Find(id, CancellationToken.None))!;
            // What has arrived is still held by the sender until that is known there: it is counted where it was sent from.
            sum += wallet.Lots.Total.Value + wallet.Held.Value;
            foreach (var entry in await _shop.Store.ListEntries(id, long.MaxValue, 100, CancellationToken.None))
                if (entry.Kind is EntryKind.TransferIn)
                    sum -= entry.Points.Value;
        }
        return sum;
    }
}
