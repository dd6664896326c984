using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Stocking;
using Points.Cosmos.Tests.Wallets;
using Points.Domain;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Domain.Stocking;

namespace Points.Cosmos.Tests.Stocking;

/// <summary>
/// Stock is never oversold. If an instance crashes between the write to the stock and the write to the wallet, a hold
/// release corrects the stock.
/// </summary>
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
    [InlineData("repeated")]
    public async Task Given_one_fault_When_reserving_a_piece_Then_one_piece_is_taken(string fault)
    {
        var wallet = await _shop.EnrolWithPoints(100);
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                1,
                FaultTests.FaultOf(fault),
                (container, kind) => container == CosmosContainers.Stock && kind == RequestKind.Batch
            );

        (await _shop.Redeem(wallet, "box")).ExpectBooked();

        Assert.Equal(TestShop.BoxesInStock - 1, await _shop.StockLeft());
    }

    [Theory]
    [InlineData("answer lost")]
    [InlineData("disconnected afterwards")]
    [InlineData("repeated")]
    public async Task Given_one_fault_at_the_wallet_When_redeeming_Then_its_piece_stays_taken(string fault)
    {
        var wallet = await _shop.EnrolWithPoints(100);
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                1,
                FaultTests.FaultOf(fault),
                (container, kind) => container == CosmosContainers.Wallets && kind == RequestKind.Batch
            );

        (await _shop.Redeem(wallet, "box")).ExpectBooked();

        Assert.Equal(TestShop.BoxesInStock - 1, await _shop.StockLeft());
    }

    [Fact]
    public async Task Given_a_reservation_without_redemption_When_it_cannot_commit_any_more_Then_its_piece_is_returned()
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

        // Two seconds more, because the times of reservations are stored in whole seconds.
        _clock.Shift = CosmosDueReservations.GracePeriod + TimeSpan.FromSeconds(2);
        await Release(Sample.Noon + IStock.CommitTimeout);
        Assert.Equal(TestShop.BoxesInStock, await _shop.StockLeft());
        Assert.Equal(0, (await Release(Sample.Noon.AddDays(1))).Reservations);
    }

    [Fact]
    public async Task A_completed_redemption_keeps_its_pieces_in_every_hold_release()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        (await _shop.Redeem(wallet, "box", quantity: 2)).ExpectBooked();
        _clock.Shift = TimeSpan.FromDays(1);

        await Release(Sample.Noon.AddDays(1));

        Assert.Equal(TestShop.BoxesInStock - 2, await _shop.StockLeft());
        Assert.Equal(0, (await Release(Sample.Noon.AddDays(2))).Reservations);
    }

    [Fact]
    public async Task Given_a_crash_after_a_wallets_reversal_When_holds_are_released_Then_the_pieces_are_returned()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        var id = IdOf(await _shop.Redeem(wallet, "box", quantity: 3));
        var redemption = (await _shop.Store.FindRedemption(wallet.MemberId, id, CancellationToken.None))!;
        // The steps of the handler, up to where the process is killed.
        await _shop.Stock.MarkUnfinished(redemption.Reservation!, Sample.Noon, CancellationToken.None);
        var command = new Reverse(id, new Actor.Operator(), 2, FaultParty.Member, "test");
        var request = Request.From("test", "reverse", "k", command.Fingerprint(), Sample.Noon);
        await _shop.Store.Commit(
            wallet,
            request,
            (it, records) => Reverse.Decide(it, records, command, Sample.Terms, request, Allowance.None),
            CancellationToken.None
        );
        Assert.Equal(TestShop.BoxesInStock - 3, await _shop.StockLeft());

        await Release(Sample.Noon + IStock.CommitTimeout);

        Assert.Equal(TestShop.BoxesInStock - 1, await _shop.StockLeft());
    }

    [Fact]
    public async Task Given_a_hold_that_ended_When_released_Then_its_piece_is_returned_and_it_cannot_be_confirmed()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        var id = IdOf(await _shop.Redeem(wallet, "box", holdUntil: Sample.Noon.AddHours(1)));

        await Release(Sample.Noon.AddHours(1).AddSeconds(1));

        Assert.Equal(TestShop.BoxesInStock, await _shop.StockLeft());
        var confirm = new ConfirmHold(id, new Actor.Operator());
        // The instance that confirms has a clock that is behind.
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
    public async Task Given_a_cancellation_that_is_too_late_Then_the_piece_stays_for_a_confirmation()
    {
        var (wallet, until) = (await _shop.EnrolWithPoints(100), Sample.Noon.AddHours(1));
        var id = IdOf(await _shop.Redeem(wallet, "box", holdUntil: until));

        var cancel = new CancelHold(id, new Actor.Member(), FaultParty.Member, null);
        Assert.IsType<Refusal.HoldExpired>(
            (
                await _shop.CancelHoldHandler.Handle(
                    wallet.MemberId,
                    cancel,
                    Request.From("test", "cancel", "k", cancel.Fingerprint(), until.AddMinutes(1)),
                    CancellationToken.None
                )
            ).ExpectRefused()
        );
        // The instance that confirms has a clock that is behind: for it, the hold has not ended.
        var confirm = new ConfirmHold(id, new Actor.Operator());
        (
            await _shop.ConfirmHoldHandler.Handle(
                wallet.MemberId,
                confirm,
                Request.From("test", "confirm", "k", confirm.Fingerprint(), until.AddMinutes(-1)),
                CancellationToken.None
            )
        ).ExpectBooked();

        Assert.Equal(TestShop.BoxesInStock - 1, await _shop.StockLeft());
    }

    [Fact]
    public async Task Given_a_reservation_settled_by_an_outdated_redemption_Then_the_next_hold_release_corrects_it()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        var id = IdOf(await _shop.Redeem(wallet, "box", quantity: 3));
        var reservation = (await _shop.Store.FindRedemption(wallet.MemberId, id, CancellationToken.None))!.Reservation!;
        var later = Sample.Noon.AddDays(1);
        await _shop.Stock.MarkUnfinished(reservation, later, CancellationToken.None);
        var command = new Reverse(id, new Actor.Operator(), 2, FaultParty.Member, "test");
        var request = Request.From("test", "reverse", "k", command.Fingerprint(), later);
        await _shop.Store.Commit(
            wallet,
            request,
            (it, records) => Reverse.Decide(it, records, command, Sample.Terms, request, Allowance.None),
            CancellationToken.None
        );

        // Another instance read the redemption before the reversal, so it keeps all three pieces.
        await _shop.Stock.FinishReservation(reservation, 3, later, CancellationToken.None);
        await Release(later + IStock.CommitTimeout);

        Assert.Equal(TestShop.BoxesInStock - 1, await _shop.StockLeft());
    }

    [Fact]
    public async Task A_wallet_that_cannot_be_read_does_not_stop_the_release_of_other_holds()
    {
        var wallets = new List<WalletId>();
        for (var i = 0; i < 3; i++)
        {
            wallets.Add(await _shop.EnrolWithPoints(100));
            (await _shop.Redeem(wallets[i], "mug", holdUntil: Sample.Noon.AddHours(i + 1))).ExpectBooked();
        }
        var documents = _cosmos.Client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
        var (id, partition) = ("wallet:shop", new PartitionKey(wallets[1].MemberId));
        using var saved = await documents.ReadItemStreamAsync(id, partition, cancellationToken: CancellationToken.None);
        await documents.PatchItemStreamAsync(
            id,
            partition,
            [PatchOperation.Set("/facts", "unreadable")],
            cancellationToken: CancellationToken.None
        );

        await Assert.ThrowsAsync<AggregateException>(() => Release(Sample.Noon.AddDays(1)));
        foreach (var readable in new[] { wallets[0], wallets[2] })
            Assert.Empty((await _shop.Store.Find(readable, CancellationToken.None))!.Holds);
        (
            await documents.ReplaceItemStreamAsync(
                saved.Content,
                id,
                partition,
                cancellationToken: CancellationToken.None
            )
        ).EnsureSuccessStatusCode();
        await Release(Sample.Noon.AddDays(1));

        foreach (var wallet in wallets)
            Assert.Equal(100, await _shop.Store.VerifiedBalance(wallet));
    }

    private Task<(long Wallets, long Reservations)> Release(DateTimeOffset now) =>
        _shop.ReleaseHolds(now, CancellationToken.None);

    private static string IdOf(Outcome outcome) => Redemption.IdOf(outcome.ExpectBooked().Entry.EntryId);
}
