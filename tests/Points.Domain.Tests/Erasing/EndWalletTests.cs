using Points.Domain.Erasing;
using Points.Domain.Ledger;
using Points.Domain.Reporting;
using Points.Domain.Settling;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Erasing;

/// <summary>How the wallet of a member ends who is erased.</summary>
public sealed class EndWalletTests
{
    [Fact]
    public void All_points_end_with_a_last_entry_that_says_so()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(60, Noon).AfterEarning(40, Noon.AddMonths(1), "kiosk"));

        var ended = End(wallet, Noon.AddMonths(1)).ExpectAccepted();

        var entry = ended.PendingChange.RequestEntry;
        Assert.IsType<EntryKind.Erasure>(entry.Kind);
        Assert.Equal((new Points(-100), Points.Zero), (entry.Points, entry.BalanceAfter));
        Assert.Empty(wallet.Wallet.Lots.Open);
    }

    [Fact]
    public void A_hold_is_cancelled_so_that_its_points_end_too_and_its_pieces_can_return()
    {
        var wallet = new InMemoryWallet(WalletWithPoints(150));
        var hold = Redeem("mug") with { IsHold = true, HoldUntil = Noon.AddDays(7) };
        wallet.Decide(it => Domain.Redeeming.Redeem.Decide(it, hold, Terms, Request("h", Noon))).ExpectAccepted();

        End(wallet, Noon.AddHours(1)).ExpectAccepted();

        Assert.Equal(RedemptionStatus.Cancelled, wallet.Redemptions.Single().Status);
        Assert.Empty(wallet.Wallet.Holds);
        Assert.Equal(
            [typeof(EntryKind.Hold), typeof(EntryKind.Release), typeof(EntryKind.Erasure)],
            wallet.Entries.Select(entry => entry.Kind.GetType())
        );
        Assert.Equal(new Points(-150), wallet.Entries[^1].Points);
    }

    [Fact]
    public void What_is_owed_ends_unsettled()
    {
        var wallet = NewWallet with { Debts = [new("shop", new(30))] };

        var entry = EndWallet
            .Decide(wallet, LoadedRecords.None, Terms, EndWallet.RequestFor(wallet.Id, Noon))
            .ExpectAccepted()
            .PendingChange.RequestEntry;

        Assert.Equal([new Debt("shop", new(-30))], entry.DebtChanges);
        Assert.Empty(FlowExtraction.Extract(wallet.Id, entry, _ => Terms));
    }

    [Fact]
    public void Points_that_end_are_settled_and_counted_like_those_that_expire_unused()
    {
        var wallet = new InMemoryWallet(WalletWithPoints(100));

        var entry = End(wallet, Noon).ExpectAccepted().PendingChange.RequestEntry;

        var flow = FlowExtraction.Extract(wallet.Wallet.Id, entry, _ => Terms).Single();
        Assert.Equal((FlowKind.Expired, "shop", new Points(100)), (flow.Kind, flow.IssuerMerchantId, flow.Points));
        Assert.Equal(new Points(100), EntrySums.Of(entry).Of(Movement.Expired));
    }

    [Fact]
    public void A_transfer_under_way_completes_first() =>
        Assert.Throws<InvalidOperationException>(() =>
            EndWallet.Decide(
                NewWallet with
                {
                    Holds = [new Hold.InTransit("t-1", [], "key-of-hua", Noon)],
                },
                LoadedRecords.None,
                Terms,
                EndWallet.RequestFor(WalletOfMing, Noon)
            )
        );

    [Fact]
    public void Whatever_happened_to_a_wallet_nothing_is_left_in_it_and_its_ledger_explains_the_end() =>
        RandomScenarios.CheckEvery(
            scenario =>
            {
                scenario.EndAll();
                return scenario.Wallets.All(it =>
                    it.Wallet is { Holds: [], Debts: [] }
                    && it.Wallet.Lots.Open.IsEmpty
                    && it.Wallet.PendingLots.All.IsEmpty
                    && it.Entries[^1].Kind is EntryKind.Erasure
                    && it.Entries.All(entry => EntrySums.Of(entry).NetMoved == EntrySums.Of(entry).Total.Outstanding)
                    && HashChain.FindFirstFault(it.Wallet.Id, it.Wallet.LedgerKey, it.Entries) is null
                    && LedgerReplay.Rebuild(it.Wallet.Id, it.Wallet.LedgerKey, it.Wallet.Facts, it.Entries).Head
                        == it.Wallet.Head
                );
            },
            only: RandomScenarios.PointsPendingAtFirst
        );

    private static Decision End(InMemoryWallet wallet, DateTimeOffset now) =>
        wallet.Decide((it, records) => EndWallet.Decide(it, records, Terms, EndWallet.RequestFor(it.Id, now)));
}
