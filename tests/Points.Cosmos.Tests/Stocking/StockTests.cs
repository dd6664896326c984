using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Stocking;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Domain.Stocking;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Stocking;

/// <summary>Stock is never oversold, and a crash between stock and wallet strands nothing for longer than a reconciliation.</summary>
[Collection(nameof(StockTests))]
public sealed class StockTests : IAsyncLifetime
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
    [InlineData("answer lost")]
    [InlineData("disconnected afterwards")]
    [InlineData("unavailable")]
    [InlineData("disconnected")]
    public async Task Given_one_fault_while_taking_a_piece_Then_one_is_taken(string fault)
    {
        var wallet = await _shop.EnrolWithPoints(100);
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                1,
                Named(fault),
                (container, kind) => container == CosmosContainers.Stock && kind == RequestKind.Batch
            );

        (await _shop.Redeem(wallet, "box")).ExpectBooked();

        Assert.Equal(TestShop.BoxesInStock - 1, await _shop.StockLeft());
    }

    [Fact]
    public async Task A_piece_that_was_set_aside_for_a_redemption_that_never_came_is_there_again_once_it_cannot_come_any_more()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        await _shop.Stock.Reserve(
            new("shop", "box", 1, TestShop.BoxesInStock),
            1,
            new(wallet.MemberId, "shop", "r-never", null),
            Sample.Noon,
            CancellationToken.None
        );

        await Release(Sample.Noon + IStock.CommitTimeout);
        Assert.Equal(TestShop.BoxesInStock - 1, await _shop.StockLeft());

        _clock.Shift = CosmosReservations.GracePeriod + TimeSpan.FromSeconds(2);
        await Release(Sample.Noon + IStock.CommitTimeout);
        Assert.Equal(TestShop.BoxesInStock, await _shop.StockLeft());
        Assert.Equal(0, (await Release(Sample.Noon.AddDays(1))).Reservations);
    }

    [Fact]
    public async Task A_redemption_that_stands_keeps_its_piece_whoever_looks_and_when()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        (await _shop.Redeem(wallet, "box", quantity: 2)).ExpectBooked();
        _clock.Shift = TimeSpan.FromDays(1);

        await Release(Sample.Noon.AddDays(1));

        Assert.Equal(TestShop.BoxesInStock - 2, await _shop.StockLeft());
        Assert.Equal(0, (await Release(Sample.Noon.AddDays(2))).Reservations);
    }

    [Fact]
    public async Task What_was_given_back_in_the_wallet_and_not_in_the_stock_is_given_back_there_too()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        var id = IdOf(await _shop.Redeem(wallet, "box", quantity: 3));
        var redemption = (await _shop.Store.FindRedemption(wallet.MemberId, id, CancellationToken.None))!;
        // As the handler does it, up to where it was killed.
        await _shop.Stock.MarkUnsettled(redemption.Reservation!, Sample.Noon, CancellationToken.None);
        var command = new Reverse(id, new Actor.Operator(), 2, Domain.Ledger.FaultParty.Member, "test");
        var request = Request.From("test", "reverse", "k", command.Fingerprint(), Sample.Noon);
        await _shop.Store.Commit(
            wallet,
            request,
            (it, records) => Reverse.Decide(it, records, command, Sample.Terms, request),
            CancellationToken.None
        );
        Assert.Equal(TestShop.BoxesInStock - 3, await _shop.StockLeft());

        await Release(Sample.Noon + IStock.CommitTimeout);

        Assert.Equal(TestShop.BoxesInStock - 1, await _shop.StockLeft());
    }

    [Fact]
    public async Task An_ended_holds_piece_is_there_again_and_its_confirmation_comes_too_late()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        var id = IdOf(await _shop.Redeem(wallet, "box", holdUntil: Sample.Noon.AddHours(1)));

        await Release(Sample.Noon.AddHours(1).AddSeconds(1));

        Assert.Equal(TestShop.BoxesInStock, await _shop.StockLeft());
        var confirm = new ConfirmHold(id, new Actor.Operator());
        // By an instance whose clock is behind.
        var request = Request.From("test", "confirm", "k", confirm.Fingerprint(), Sample.Noon);
        var late = await _shop.Store.Commit(
            wallet,
            request,
            (it, records) => ConfirmHold.Decide(it, records, confirm, Sample.Terms, request),
            CancellationToken.None
        );
        Assert.IsType<Refusal.HoldExpired>(late.ExpectRefused());
        Assert.Equal(100, await _shop.Store.VerifiedBalance(wallet));
    }

    [Fact]
    public async Task A_cancellation_that_comes_too_late_gives_nothing_away_that_can_still_be_confirmed()
    {
        var (wallet, until) = (await _shop.EnrolWithPoints(100), Sample.Noon.AddHours(1));
        var id = IdOf(await _shop.Redeem(wallet, "box", holdUntil: until));

        var cancel = new CancelHold(id, new Actor.Member(), Domain.Ledger.FaultParty.Member, null);
        Assert.IsType<Refusal.HoldExpired>(
            (
                await _shop.Redemptions.Handle(
                    wallet.MemberId,
                    cancel,
                    Request.From("test", "cancel", "k", cancel.Fingerprint(), until.AddMinutes(1)),
                    CancellationToken.None
                )
            ).ExpectRefused()
        );
        var confirm = new ConfirmHold(id, new Actor.Operator());
        (
            await _shop.Redemptions.Handle(
                wallet.MemberId,
                confirm,
                Request.From("test", "confirm", "k", confirm.Fingerprint(), until.AddMinutes(-1)),
                CancellationToken.None
            )
        ).ExpectBooked();

        Assert.Equal(TestShop.BoxesInStock - 1, await _shop.StockLeft());
    }

    [Fact]
    public async Task A_settling_that_has_not_seen_a_change_does_not_keep_others_from_looking_at_it()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        var id = IdOf(await _shop.Redeem(wallet, "box", quantity: 3));
        var reservation = (await _shop.Store.FindRedemption(wallet.MemberId, id, CancellationToken.None))!.Reservation!;
        var later = Sample.Noon.AddDays(1);
        await _shop.Stock.MarkUnsettled(reservation, later, CancellationToken.None);
        var command = new Reverse(id, new Actor.Operator(), 2, Domain.Ledger.FaultParty.Member, "test");
        var request = Request.From("test", "reverse", "k", command.Fingerprint(), later);
        await _shop.Store.Commit(
            wallet,
            request,
            (it, records) => Reverse.Decide(it, records, command, Sample.Terms, request),
            CancellationToken.None
        );

        await _shop.Stock.Settle(reservation, 3, later, CancellationToken.None); // By who had looked before.
        await Release(later + IStock.CommitTimeout);

        Assert.Equal(TestShop.BoxesInStock - 1, await _shop.StockLeft());
    }

    [Fact]
    public async Task One_wallet_that_cannot_be_seen_to_does_not_keep_the_others_waiting()
    {
        var wallets = new List<WalletId>();
        for (var i = 0; i < 3; i++)
        {
            wallets.Add(await _shop.EnrolWithPoints(100));
            (await _shop.Redeem(wallets[i], "mug", holdUntil: Sample.Noon.AddHours(i + 1))).ExpectBooked();
        }
        var documents = _cosmos.Client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
        var (id, partition) = ("wallet:shop", new PartitionKey(wallets[1].MemberId));
        using var whole = await documents.ReadItemStreamAsync(id, partition, cancellationToken: CancellationToken.None);
        await documents.PatchItemStreamAsync(
            id,
            partition,
            [PatchOperation.Set("/facts", "unreadable")],
            cancellationToken: CancellationToken.None
        );

        await Assert.ThrowsAsync<AggregateException>(() => Release(Sample.Noon.AddDays(1)));
        foreach (var seen in new[] { wallets[0], wallets[2] })
            Assert.Empty((await _shop.Store.Find(seen, CancellationToken.None))!.Holds);
        (
            await documents.ReplaceItemStreamAsync(
                whole.Content,
                id,
                partition,
                cancellationToken: CancellationToken.None
            )
        ).EnsureSuccessStatusCode();
        await Release(Sample.Noon.AddDays(1));

        foreach (var wallet in wallets)
            Assert.Equal(100, await _shop.Store.VerifiedBalance(wallet));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Under_any_faults_what_is_left_and_what_members_have_is_the_whole_stock_in_the_end(int seed)
    {
        var members = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _shop.EnrolWithPoints(500)));
        Random(seed);

        await Task.WhenAll(
            members.Select((wallet, worker) => Task.Run(() => Live(wallet, new Random((seed * 100) + worker))))
        );

        _cosmos.FaultsOrSkip().Clear();
        Assert.True(await Held(members) <= TestShop.BoxesInStock);
        _clock.Shift = CosmosReservations.GracePeriod + TimeSpan.FromSeconds(2);
        await Release(Sample.Noon + IStock.CommitTimeout);
        Assert.Equal(TestShop.BoxesInStock, await _shop.StockLeft() + await Held(members));
        foreach (var wallet in members)
            await _shop.Store.VerifiedBalance(wallet);
    }

    private async Task Live(WalletId wallet, Random random)
    {
        var mine = new List<string>();
        for (var step = 0; step < 12; step++)
        {
            try
            {
                if (mine.Count == 0 || random.Next(3) > 0)
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
                        mine.Add(IdOf(booked));
                }
                else if (random.Next(2) == 0)
                    await _shop.Reverse(wallet, mine[random.Next(mine.Count)], 1);
                else
                    await _shop.Cancel(wallet, mine[random.Next(mine.Count)]);
            }
            catch (Exception fault) when (fault is StoreBusyException or StoreUnavailableException)
            {
                // Whatever became of it, the books must agree in the end.
            }
        }
    }

    private void Random(int seed)
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

    /// <summary>How many pieces the members' redemptions say they have: every one is found by its entry.</summary>
    private async Task<long> Held(IEnumerable<WalletId> members)
    {
        var pieces = new ConcurrentBag<int>();
        foreach (var wallet in members)
        foreach (var entry in await _shop.Store.ListEntries(wallet, long.MaxValue, 10_000, CancellationToken.None))
            if (entry.Kind is Domain.Ledger.EntryKind.Redemption or Domain.Ledger.EntryKind.Hold)
                pieces.Add(
                    (
                        await _shop.Store.FindRedemption(
                            wallet.MemberId,
                            Redemption.IdOf(entry.EntryId),
                            CancellationToken.None
                        )
                    )!.PiecesKeptAt(Sample.Noon)
                );
        return pieces.Sum();
    }

    private Task<(long Wallets, long Reservations)> Release(DateTimeOffset now) =>
        _shop.Releases.Run(now, CancellationToken.None);

    private static string IdOf(Outcome outcome) => Redemption.IdOf(outcome.ExpectBooked().Entry.EntryId);

    private static InjectedFault Named(string fault) =>
        fault switch
        {
            "answer lost" => InjectedFault.AnswerLost,
            "disconnected afterwards" => InjectedFault.DisconnectedAfterwards,
            "unavailable" => InjectedFault.Unavailable,
            "disconnected" => InjectedFault.Disconnected,
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
}
