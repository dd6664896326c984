using Points.Cosmos.Lookups;
using Points.Cosmos.Members;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Wallets;

/// <summary>What stands beside a wallet is written with it, and comes back as it was written.</summary>
[Collection(nameof(RecordTests))]
public sealed class RecordTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private TestShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = await TestShop.Open(_cosmos);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task A_wallets_ledger_read_back_replays_to_the_wallet_that_is_stored()
    {
        var (a, b) = (await _shop.EnrolWithPoints(500, "f"), await _shop.EnrolWithPoints(50, "f"));
        var redeemed = (await _shop.Redeem(a, "mug")).ExpectBooked();
        await _shop.Redeem(a, "mug", holdUntil: Sample.Noon.AddDays(1));
        await _shop.Reverse(a, Redemption.IdOf(redeemed.Entry.EntryId));
        await _shop.SendTransfer(a, b, 40);
        await _shop.Refund(a, $"fund-{a.MemberId}", "r-1", 450);
        await _shop.Refund(a, "order-to-come", "r-2", 5);
        await _shop.Redeem(a, "voucher");

        var wallet = (await _shop.Store.Find(a, CancellationToken.None))!;
        var replayed = LedgerReplay.Rebuild(
            a,
            wallet.Facts,
            (await _shop.Store.ListEntries(a, long.MaxValue, 100, CancellationToken.None)).Reverse()
        );

        Assert.Equal(wallet.Lots.Open, replayed.Lots.Open);
        Assert.Equal(
            wallet.Holds.Select(hold => (hold.HoldId, hold.Points, hold.DueAt)),
            replayed.Holds.Select(hold => (hold.HoldId, hold.Points, hold.DueAt))
        );
        Assert.Equal(wallet.Debts, replayed.Debts);
        Assert.Equal((wallet.Sequence, wallet.Head), (replayed.Sequence, replayed.Head));
        Assert.True(wallet.Debt > Points.Zero);
        Assert.Equal(
            [new RecordKey.EarlyRefund("shop", "shop", "order-to-come")],
            wallet.EarlyRefunds.Select(it => it.Key)
        );
    }

    [Fact]
    public async Task A_vouchers_code_leads_to_it_and_others_to_nothing()
    {
        var (wallet, vouchers) = (await _shop.EnrolWithPoints(100), new CosmosVouchers(_cosmos.Client));
        var booked = (await _shop.Redeem(wallet, "voucher")).ExpectBooked();
        var code = ((EntryKind.Redemption)booked.Entry.Kind).Voucher!.Code;

        Assert.Equal(
            new VoucherLocation(wallet.MemberId, "shop", Redemption.IdOf(booked.Entry.EntryId)),
            await vouchers.FindByCode(code, CancellationToken.None)
        );
        Assert.Null(await vouchers.FindByCode(code + "x", CancellationToken.None));
        Assert.Equal(
            code,
            (await vouchers.ListByMember(wallet.MemberId, long.MaxValue, 10, CancellationToken.None))
                .Single()
                .Voucher!.Code
        );
    }

    [Fact]
    public async Task A_voucher_costs_three_requests_and_anything_else_two()
    {
        Assert.SkipWhen(_cosmos.Local is null, "requests of a real account are not counted here");
        var wallet = await _shop.EnrolWithPoints(500);
        await _shop.Redeem(wallet, "mug");

        Assert.Equal(2, await Requests(() => _shop.Redeem(wallet, "mug")));
        Assert.Equal(3, await Requests(() => _shop.Redeem(wallet, "voucher")));
    }

    [Theory]
    [InlineData(RequestKind.Batch, "answer lost")]
    [InlineData(RequestKind.Batch, "unavailable")]
    public async Task A_voucher_is_found_by_its_code_whatever_was_lost_on_the_way(RequestKind kind, string fault)
    {
        var (wallet, vouchers) = (await _shop.EnrolWithPoints(100), new CosmosVouchers(_cosmos.Client));
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                1,
                fault == "answer lost" ? InjectedFault.AnswerLost : InjectedFault.Unavailable,
                (container, it) => container == CosmosContainers.Lookups && it == kind
            );

        var booked = (await _shop.Redeem(wallet, "voucher")).ExpectBooked();

        Assert.NotNull(
            await vouchers.FindByCode(((EntryKind.Redemption)booked.Entry.Kind).Voucher!.Code, CancellationToken.None)
        );
    }

    [Theory]
    [InlineData("answer lost")]
    [InlineData("disconnected afterwards")]
    public async Task A_spend_code_used_in_a_commit_whose_answer_was_lost_was_used_by_that_commit(string fault)
    {
        var wallet = await _shop.EnrolWithPoints(300);
        await new CosmosSpendCodes(_cosmos.Client).Put(
            new(wallet.MemberId, "digest", Sample.Noon.AddMinutes(1), null),
            CancellationToken.None
        );
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                1,
                fault == "answer lost" ? InjectedFault.AnswerLost : InjectedFault.DisconnectedAfterwards,
                (container, kind) => container == CosmosContainers.Wallets && kind == RequestKind.Batch
            );

        var first = await WithCode(wallet, "k1");

        Assert.False(first.ExpectBooked().IsReplayed);
        Assert.IsType<Refusal.SpendCodeInvalid>((await WithCode(wallet, "k2")).ExpectRefused());
        Assert.True((await WithCode(wallet, "k1")).ExpectBooked().IsReplayed);
        Assert.Equal(200, await _shop.Store.VerifiedBalance(wallet));
    }

    [Fact]
    public async Task A_budget_has_back_what_was_refunded_to_the_point_also_when_an_instance_dies()
    {
        var clock = new ShiftedClock();
        var shop = await TestShop.Open(_cosmos, clock);
        var wallet = await shop.EnrolWithPoints(0);
        for (var i = 0; i < 5; i++)
            (await shop.Earn(wallet, 100, $"o{i}")).ExpectBooked();
        // It leases, and is gone before it settles.
        await new TestShop(_cosmos, clock).Refund(wallet, "o0", "r0", 60);
        await shop.Refund(wallet, "o1", "r1", 100);
        await shop.Budgets.DisposeAsync();

        clock.Shift =
            Cosmos.Budgets.CosmosBudgets.LeaseDuration
            + Cosmos.Budgets.BudgetReconciliation.GracePeriod
            + TimeSpan.FromSeconds(1);
        await new Cosmos.Budgets.BudgetReconciliation(_cosmos.Client, clock).Run(CancellationToken.None);

        var state = await shop.Budgets.GetState(new("shop", "2026-11", new(1_000_000)), CancellationToken.None);
        Assert.Equal((340, 0), (state.Issued.Value, state.Leased.Value));
        Assert.Equal(340, await shop.Store.VerifiedBalance(wallet));
    }

    [Fact]
    public async Task Many_refunds_at_once_lease_once()
    {
        var wallets = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _shop.EnrolWithPoints(10)));
        var other = new TestShop(_cosmos);

        await Task.WhenAll(
            wallets.Select(wallet =>
                Task.Run(() => other.Refund(wallet, $"fund-{wallet.MemberId}", $"r-{wallet.MemberId}", 5))
            )
        );

        var leases = (
            await Task.WhenAll(
                wallets.Select(wallet => _shop.Store.ListEntries(wallet, long.MaxValue, 1, CancellationToken.None))
            )
        ).Select(entries => entries[0].Leases.Single().LeaseId);
        Assert.Single(leases.Distinct());
    }

    private async Task<Outcome> WithCode(WalletId wallet, string key)
    {
        var command = new Redeem(wallet, "mug", null, 1, null)
        {
            By = new Actor.Merchant("shop"),
            VoucherCode = "c",
            SpendCodeDigest = "digest",
        };
        return await _shop.Redemptions.Handle(
            command,
            Request.From("merchant:shop", "redeem", key, command.Fingerprint(), Sample.Noon),
            CancellationToken.None
        );
    }

    private async Task<long> Requests(Func<Task<Outcome>> act)
    {
        var before = _cosmos.Local!.RequestCounts.Documents;
        (await act()).ExpectBooked();
        return _cosmos.Local!.RequestCounts.Documents - before;
    }
}
