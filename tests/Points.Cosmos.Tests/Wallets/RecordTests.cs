using Emulators.CosmosDb;
using Points.Cosmos.Redeeming;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Tests.Wallets;

/// <summary>
/// Checks that ledger entries, redemptions, codes and leases are written with their wallet and can be read back.
/// </summary>
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
    public async Task Replaying_the_stored_ledger_gives_the_stored_wallet()
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
            wallet.LedgerKey,
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
            wallet.EarlyRefunds.Listed.Select(it => it.Key)
        );
    }

    [Fact]
    public async Task A_voucher_is_found_by_its_code_only()
    {
        var (wallet, codes) = (await _shop.EnrolWithPoints(100), new CosmosSpendCodesAndVouchers(_cosmos.Client));
        var booked = (await _shop.Redeem(wallet, "voucher")).ExpectBooked();
        var code = ((EntryKind.Redemption)booked.Entry.Kind).Voucher!.Code;

        Assert.Equal(
            new VoucherLocation(wallet.MemberId, "shop", Redemption.IdOf(booked.Entry.EntryId)),
            await codes.FindVoucher(code, CancellationToken.None)
        );
        Assert.Null(await codes.FindVoucher(code + "x", CancellationToken.None));
        Assert.Equal(
            code,
            (await codes.ListVouchers(wallet.MemberId, long.MaxValue, 10, CancellationToken.None))
                .Single()
                .Voucher!.Code
        );
    }

    [Fact]
    public async Task A_redemption_with_a_voucher_costs_three_requests_and_any_other_two()
    {
        Assert.SkipWhen(_cosmos.Local is null, "requests to a real account are not counted");
        var wallet = await _shop.EnrolWithPoints(500);
        await _shop.Redeem(wallet, "mug");

        Assert.Equal(2, await CountRequests(() => _shop.Redeem(wallet, "mug")));
        Assert.Equal(3, await CountRequests(() => _shop.Redeem(wallet, "voucher")));
    }

    [Theory]
    [InlineData(RequestKind.Batch, "answer lost")]
    [InlineData(RequestKind.Batch, "unavailable")]
    public async Task Given_a_fault_when_storing_the_code_Then_the_voucher_is_found_by_it(
        RequestKind kind,
        string fault
    )
    {
        var (wallet, codes) = (await _shop.EnrolWithPoints(100), new CosmosSpendCodesAndVouchers(_cosmos.Client));
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                1,
                FaultTests.FaultOf(fault),
                (container, it) => container == CosmosContainers.Lookups && it == kind
            );

        var booked = (await _shop.Redeem(wallet, "voucher")).ExpectBooked();

        Assert.NotNull(
            await codes.FindVoucher(((EntryKind.Redemption)booked.Entry.Kind).Voucher!.Code, CancellationToken.None)
        );
    }

    [Theory]
    [InlineData("answer lost")]
    [InlineData("disconnected afterwards")]
    public async Task Given_a_lost_response_Then_the_spend_code_counts_as_used_by_that_request(string fault)
    {
        var wallet = await _shop.EnrolWithPoints(300);
        await new CosmosSpendCodesAndVouchers(_cosmos.Client).PutSpendCode(
            new(wallet.MemberId, "digest", Sample.Noon.AddMinutes(1), null),
            CancellationToken.None
        );
        _cosmos
            .FaultsOrSkip()
            .InjectNext(
                1,
                FaultTests.FaultOf(fault),
                (container, kind) => container == CosmosContainers.Wallets && kind == RequestKind.Batch
            );

        var first = await WithCode(wallet, "k1");

        Assert.False(first.ExpectBooked().IsReplayed);
        Assert.IsType<Refusal.SpendCodeInvalid>((await WithCode(wallet, "k2")).ExpectRefused());
        Assert.True((await WithCode(wallet, "k1")).ExpectBooked().IsReplayed);
        Assert.Equal(200, await _shop.Store.VerifiedBalance(wallet));
    }

    [Fact]
    public async Task Refunds_return_their_points_to_the_budget_even_if_an_instance_stops()
    {
        var clock = new ShiftedClock();
        var shop = await TestShop.Open(_cosmos, clock);
        var wallet = await shop.EnrolWithPoints(0);
        for (var i = 0; i < 5; i++)
            (await shop.Earn(wallet, 100, $"o{i}")).ExpectBooked();
        // This instance takes a lease for the refund, and stops before it settles the lease.
        await new TestShop(_cosmos, clock).Refund(wallet, "o0", "r0", 60);
        await shop.Refund(wallet, "o1", "r1", 100);
        await shop.Budgets.DisposeAsync();

        clock.Shift =
            Cosmos.Budgets.CosmosBudgets.LeaseDuration
            + Cosmos.Budgets.BudgetReconciliation.GracePeriod
            + TimeSpan.FromSeconds(1);
        await new Cosmos.Budgets.BudgetReconciliation(_cosmos.Client, clock).Run(CancellationToken.None);

        // 500 points were earned, and 160 of them refunded.
        var state = await shop.Budgets.GetState(new("shop", "2026-11", new(1_000_000)), CancellationToken.None);
        Assert.Equal((340, 0), (state.Issued.Value, state.Leased.Value));
        Assert.Equal(340, await shop.Store.VerifiedBalance(wallet));
    }

    [Fact]
    public async Task Parallel_refunds_share_one_lease()
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
        return await _shop.RedeemHandler.Handle(
            command,
            Request.From("merchant:shop", "redeem", key, command.Fingerprint(), Sample.Noon),
            CancellationToken.None
        );
    }

    private async Task<long> CountRequests(Func<Task<Outcome>> act)
    {
        var before = _cosmos.Local!.RequestCounts.Documents;
        (await act()).ExpectBooked();
        return _cosmos.Local!.RequestCounts.Documents - before;
    }
}
