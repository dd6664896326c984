using Emulators.CosmosDb;
using Points.Cosmos.Stocking;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Stocking;

namespace Points.Cosmos.Tests.Stocking;

/// <summary>Many members redeem from one stock while the store fails at random.</summary>
[Collection(nameof(StockFaultTests))]
public sealed class StockFaultTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private readonly ShiftedClock _clock = new();
    private TestShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = await TestShop.Open(_cosmos, _clock);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Given_random_faults_Then_the_pieces_left_and_the_members_pieces_add_up_to_the_stock(int seed)
    {
        var members = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _shop.EnrolWithPoints(500)));
        InjectRandomFaults(seed);

        await Task.WhenAll(
            members.Select(
                (wallet, worker) => Task.Run(() => RedeemAndReturn(wallet, new Random((seed * 100) + worker)))
            )
        );

        _cosmos.FaultsOrSkip().Clear();
        Assert.True(await CountPieces(members) <= TestShop.BoxesInStock);
        // Two seconds more, because the times of reservations are stored in whole seconds.
        _clock.Shift = CosmosDueReservations.GracePeriod + TimeSpan.FromSeconds(2);
        await _shop.ReleaseHolds(Sample.Noon + IStock.CommitTimeout, CancellationToken.None);
        Assert.Equal(TestShop.BoxesInStock, await _shop.StockLeft() + await CountPieces(members));
        foreach (var wallet in members)
            await _shop.Store.VerifiedBalance(wallet);
    }

    /// <summary>Redeems, holds, reverses and cancels at random.</summary>
    private async Task RedeemAndReturn(WalletId wallet, Random random)
    {
        var redemptionIds = new List<string>();
        for (var step = 0; step < 12; step++)
        {
            try
            {
                if (redemptionIds.Count == 0 || random.Next(3) > 0)
                {
                    if (
                        await _shop.Redeem(
                            wallet,
                            "box",
                            $"{wallet.MemberId}-{step / 2}",
                            1 + random.Next(3),
                            random.Next(3) == 0 ? Sample.Noon.AddDays(9) : null
                        )
                        is Outcome.Booked booked
                    )
                        redemptionIds.Add(Redemption.IdOf(booked.Entry.EntryId));
                }
                else if (random.Next(2) == 0)
                    await _shop.Reverse(wallet, redemptionIds[random.Next(redemptionIds.Count)], 1);
                else
                    await _shop.Cancel(wallet, redemptionIds[random.Next(redemptionIds.Count)]);
            }
            catch (Exception fault) when (fault is StoreBusyException or StoreUnavailableException)
            {
                // The request may or may not be booked. Wallets and stock must agree in the end either way.
            }
        }
    }

    private void InjectRandomFaults(int seed)
    {
        var faults = _cosmos.FaultsOrSkip();
        faults.InjectRandomly(0.08, seed, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        faults.InjectRandomly(
            0.08,
            seed + 1,
            InjectedFault.Unavailable,
            (_, kind) => kind is RequestKind.Batch or RequestKind.Read
        );
        faults.InjectRandomly(
            0.08,
            seed + 2,
            InjectedFault.DisconnectedAfterwards,
            (_, kind) => kind == RequestKind.Batch
        );
    }

    /// <summary>Counts the pieces of the members' redemptions, each found by its ledger entry.</summary>
    private async Task<long> CountPieces(IEnumerable<WalletId> members)
    {
        var pieces = 0L;
        foreach (var wallet in members)
        foreach (var entry in await _shop.Store.ListEntries(wallet, long.MaxValue, 10_000, CancellationToken.None))
            if (entry.Kind is EntryKind.Redemption or EntryKind.Hold)
            {
                var id = Redemption.IdOf(entry.EntryId);
                var redemption = await _shop.Store.FindRedemption(wallet.MemberId, id, CancellationToken.None);
                pieces += redemption!.PiecesKeptAt(Sample.Noon);
            }
        return pieces;
    }
}
