using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Ledger;
using static Points.Domain.Tests.RandomScenarios;

namespace Points.Domain.Tests.Ledger;

/// <summary>What holds after any sequence of everything that can happen to two wallets of a family.</summary>
public sealed class WholeLifeProperties
{
    [Fact]
    public void Available_held_spent_and_expired_less_what_is_owed_is_always_what_was_granted() =>
        CheckEvery(life =>
            life.Wallets.All(it =>
            {
                var granted =
                    it.Orders.Sum(order => order.Points.Value - order.PointsTakenBack.Value)
                    + it.Entries.Sum(Compensation)
                    + it.Entries.Sum(Given);
                var spent = it
                    .Redemptions.Where(redemption =>
                        redemption.Status is not (RedemptionStatus.Held or RedemptionStatus.Cancelled)
                    )
                    .Sum(redemption =>
                        redemption
                            .Points.Prorate(redemption.Quantity - redemption.PiecesReversed, redemption.Quantity)
                            .Value
                    );
                // What had expired of an order that was refunded later is taken back: it no longer counts as granted, nor as expired.
                var expired =
                    -it.Entries.Where(entry => entry.Kind is EntryKind.Expiry).Sum(entry => entry.Points.Value)
                    + it.Entries.Sum(ExpiredOnArrival)
                    - it.Entries.Sum(LapsedOf);
                return it.Wallet.Lots.Total.Value + it.Wallet.Held.Value + spent + expired - it.Wallet.Debt.Value
                    == granted;
            })
        );

    [Fact]
    public void No_lot_hold_or_debt_is_empty_or_below_zero() =>
        CheckEvery(life =>
            life.Wallets.All(it =>
                it.Wallet.Lots.Open.All(lot => lot.Points > Points.Zero)
                && it.Wallet.Debts.All(debt => debt.Points > Points.Zero)
                && it.Wallet.Holds.All(hold => hold.Lots.All(lot => lot.Points > Points.Zero))
            )
        );

    [Fact]
    public void Every_entry_explains_itself_and_the_chain_verifies() =>
        CheckEvery(life =>
            life.Wallets.All(it =>
                HashChain.FindFirstFault(it.Wallet.Id, it.Entries) is null
                && it.Entries.Where(entry => entry.Kind is not EntryKind.Expiry)
                    .All(entry => entry.Explanation.Sum(line => line.Points.Value) == entry.Points.Value)
            )
        );

    [Fact]
    public void Replaying_the_ledger_from_nothing_gives_an_equal_wallet() =>
        CheckEvery(life =>
            life.Wallets.All(it =>
                Shown(Domain.Ledger.LedgerReplay.Rebuild(it.Wallet.Id, it.Wallet.Facts, it.Entries)) == Shown(it.Wallet)
            )
        );

    [Fact]
    public void A_refund_takes_back_what_was_earned_whatever_the_parts_and_never_more() =>
        CheckEvery(life =>
            life.Wallets.SelectMany(it => it.Orders)
                .All(order =>
                    order.PointsByLine.Sum(share => share.Value) == order.Points.Value
                    && order.PointsTakenBack <= order.Points
                    && (!order.IsFullyRefunded || order.PointsTakenBack == order.Points)
                )
        );

    [Fact]
    public void Where_refunds_take_from_any_lot_nobody_owes_who_has_points_to_spend() =>
        CheckEvery(
            life => life.Wallets.All(it => it.Wallet.Debt == Points.Zero || it.Wallet.Lots.Total == Points.Zero),
            RefundPolicies[0]
        );

    [Fact]
    public void A_transfer_carried_on_in_the_end_leaves_its_points_in_one_wallet() =>
        CheckEvery(life =>
        {
            life.ResumeAllTransfers();
            return life.Wallets.All(it => it.Wallet.Holds.All(hold => hold is not Hold.InTransit))
                && life.Wallets.SelectMany(it => it.Transfers)
                    .All(transfer => life.HasArrived(transfer) == (transfer.Status == TransferStatus.Arrived))
                && life.Wallets.Sum(it => it.Entries.Sum(Given)) == 0;
        });

    /// <summary>What an entry brings from another wallet, or has taken to one for good.</summary>
    private static long Given(LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.TransferIn => entry.Explanation[0].Points.Value,
            EntryKind.TransferCompletion { HasArrived: true } => entry.Held.Sum(lot => lot.Points.Value),
            _ => 0,
        };

    /// <summary>What came back after its last day.</summary>
    private static long ExpiredOnArrival(LedgerEntry entry) =>
        -entry.Explanation.Where(line => line.Rule == "expiry").Sum(line => line.Points.Value);

    /// <summary>What a refund took back that had expired.</summary>
    private static long LapsedOf(LedgerEntry entry) =>
        entry.Kind is EntryKind.Refund { ExpiredUnused: { } lapsed } ? lapsed.Points.Value : 0;

    /// <summary>What a merchant at fault gave on top: of what was taken, or of what it had held.</summary>
    private static long Compensation(LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Reversal it => it.Compensation.Value,
            EntryKind.Release it => it.Compensation.Value,
            _ => 0,
        };

    private static string Shown(Wallet it) =>
        string.Join(
            '\n',
            new[] { $"{it.Sequence} {it.Head}" }
                .Concat(it.Lots.Open.Select(lot => lot.ToString()))
                .Concat(
                    it.Holds.Select(hold =>
                        $"{hold.HoldId} {hold.DueAt:O} {hold.GetType().Name} {string.Join(' ', hold.Lots)}"
                    )
                )
                .Concat(it.RecentlyExpired.Open.Select(lot => $"lapsed {lot}"))
                .Concat(it.Debts.Select(debt => debt.ToString()))
        );

    [Fact]
    public void These_lives_have_everything_in_them()
    {
        var causes = StepSequences
            .Sample(100, new Rnd(2026), 400)
            .SelectMany(steps => Scenario.Run(steps, RefundPolicies[0]).Wallets)
            .SelectMany(it => it.Entries)
            .Select(entry => entry.Kind)
            .ToArray();

        Assert.Empty(
            typeof(EntryKind)
                .GetNestedTypes()
                .Where(type => type.IsSubclassOf(typeof(EntryKind)) && type != typeof(EntryKind.Action))
                .Except(causes.Select(kind => kind.GetType()))
        );
        Assert.Contains(causes, kind => kind is EntryKind.Release { Reason: ReleaseReason.Lapsed });
        Assert.Contains(causes, kind => kind is EntryKind.Reversal { Compensation.Value: > 0, PiecesLeft: > 0 });
        Assert.Contains(causes, kind => kind is EntryKind.Release { Compensation.Value: > 0 });
        Assert.Contains(causes, kind => kind is EntryKind.Refund { PointsReturned.Value: > 0 });
        Assert.Contains(causes, kind => kind is EntryKind.Refund { IsBeforePurchase: true });
        Assert.Contains(causes, kind => kind is EntryKind.Refund { ExpiredUnused: not null });
    }
}
