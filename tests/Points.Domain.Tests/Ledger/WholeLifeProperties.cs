using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.RandomScenarios;

namespace Points.Domain.Tests.Ledger;

/// <summary>Properties of two wallets of a family after random scenarios.</summary>
public sealed class WholeLifeProperties
{
    [Fact]
    public void Granted_points_are_always_available_pending_held_spent_or_expired_less_the_points_owed() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
            {
                var granted =
                    it.Orders.Sum(order => order.Points.Value - order.PointsTakenBack.Value)
                    + it.Entries.Sum(Compensation)
                    + it.Entries.Where(entry => entry.Kind is EntryKind.Grant)
                        .Sum(entry => entry.Explanation[0].Points.Value)
                    + it.Entries.Select(entry => entry.Kind)
                        .OfType<EntryKind.Adjustment>()
                        .Sum(kind => kind.Points.Value)
                    + it.Entries.Select(entry => entry.Kind)
                        .OfType<EntryKind.OpeningBalance>()
                        .Sum(kind => kind.Points.Value)
                    + it.Entries.Sum(TransferredPoints);
                var spent = it
                    .Redemptions.Where(redemption =>
                        redemption.Status is not (RedemptionStatus.Held or RedemptionStatus.Cancelled)
                    )
                    .Sum(redemption =>
                        redemption
                            .Points.Prorate(redemption.Quantity - redemption.PiecesReversed, redemption.Quantity)
                            .Value
                    );
                // A refund also takes back points that had expired: they count neither as granted nor as expired.
                var expired =
                    -it.Entries.Where(entry => entry.Kind is EntryKind.Expiry).Sum(entry => entry.Points.Value)
                    + it.Entries.Sum(ExpiredOnArrival)
                    - it.Entries.Sum(ExpiredUnused);
                var inWallet = it.Wallet.Lots.Total + it.Wallet.PendingLots.Total + it.Wallet.Held;
                return inWallet.Value + spent + expired - it.Wallet.Debt.Value == granted;
            })
        );

    [Fact]
    public void Wallets_never_hold_more_points_than_the_budgets_issued_and_each_budget_stays_within_its_cap() =>
        CheckEvery(scenario =>
            scenario.MostPointsBeyondBudgets == Points.Zero
            && scenario.IsCompensationWithinCap
            && scenario.AreAdjustmentsWithinCap
            && scenario.AreOpeningsWithinCap
        );

    [Fact]
    public void Compensation_is_drawn_from_its_own_budget_and_never_for_more_redemptions_than_the_member_may() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
                it.Entries.All(entry =>
                    Compensation(entry)
                    == entry
                        .Leases.Where(lease => lease.LeaseId == Scenario.CompensationLease)
                        .Sum(lease => lease.Points.Value)
                )
                && it.Entries.Where(entry => Compensation(entry) > 0)
                    .DistinctBy(RedemptionOf)
                    .GroupBy(entry => RefundsFromAnyLot.BusinessDateOf(entry.At).Year)
                    .All(year => year.Count() <= RefundsFromAnyLot.Compensation!.PerMember.Times)
            )
        );

    [Fact]
    public void Every_lot_hold_and_debt_has_points() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
                it.Wallet.Lots.Open.All(lot => lot.Points > Points.Zero)
                && it.Wallet.Debts.All(debt => debt.Points > Points.Zero)
                && it.Wallet.Holds.All(hold => hold.Lots.All(lot => lot.Points > Points.Zero))
            )
        );

    [Fact]
    public void Every_explanation_adds_up_to_its_entry_and_the_chain_verifies() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
                HashChain.FindFirstFault(it.Wallet.Id, it.Wallet.LedgerKey, it.Entries) is null
                && it.Entries.Where(entry => entry.Kind is not EntryKind.Expiry)
                    .All(entry =>
                        entry.Explanation.Sum(line => line.Points.Value) == (entry.Points + entry.PendingPoints).Value
                    )
            )
        );

    [Fact]
    public void Replaying_the_ledger_from_nothing_gives_an_equal_wallet() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
                Describe(LedgerReplay.Rebuild(it.Wallet.Id, it.Wallet.LedgerKey, it.Wallet.Facts, it.Entries))
                == Describe(it.Wallet)
            )
        );

    [Fact]
    public void Pending_points_have_a_later_day_and_nobody_spends_holds_or_sends_them() =>
        CheckEvery(
            scenario =>
                scenario.Wallets.All(it =>
                    it.Wallet.PendingLots.All.All(lot => lot.Points > Points.Zero && lot.UsableFrom <= lot.ExpiresOn)
                    && it.Entries.Where(entry => entry.PendingPoints < Points.Zero)
                        .All(entry =>
                            entry.Kind is EntryKind.Refund or EntryKind.PendingRelease or EntryKind.ExpiryChange
                        )
                    && it.Entries.Where(entry => entry.Kind is EntryKind.Purchase)
                        .All(entry => entry.LotChanges.IsEmpty && entry.DebtChanges.IsEmpty)
                ),
            PointsPendingAtFirst
        );

    [Fact]
    public void Refunds_take_back_all_earned_points_in_any_number_of_parts_and_never_more() =>
        CheckEvery(scenario =>
            scenario
                .Wallets.SelectMany(it => it.Orders)
                .All(order =>
                    order.PointsByLine.Sum(share => share.Value) == order.Points.Value
                    && order.PointsTakenBack <= order.Points
                    && (!order.IsFullyRefunded || order.PointsTakenBack == order.Points)
                )
        );

    [Fact]
    public void Every_early_refund_reduces_its_purchase_however_old_it_is() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
                it.EarlyRefunds.Except(it.WaitingEarlyRefunds)
                    .All(early =>
                        it.Order(early.OrderId, early.MerchantId) is var order
                        && (
                            order.EntryId != early.AppliedBy
                            || order.RefundedTotal >= Fen.Min(order.Total, early.Refunds.Aggregate(Fen.Zero, AddClaim))
                        )
                    )
            )
        );

    [Fact]
    public void Early_refunds_are_subtracted_from_one_purchase_of_their_order() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
                it.WaitingEarlyRefunds.All(early => early.AppliedBy is null)
                && it.EarlyRefunds.Except(it.WaitingEarlyRefunds)
                    .All(early =>
                        it.Entries.Single(entry => entry.EntryId == early.AppliedBy).Kind is EntryKind.Purchase purchase
                        && purchase.OrderId == early.OrderId
                    )
                && it.Entries.Count(entry => entry.Explanation.Any(IsSubtractedEarlyRefund))
                    <= it.EarlyRefunds.Count(early => early.AppliedBy is not null)
            )
        );

    [Fact]
    public void A_wallet_lists_or_counts_every_early_refund_that_waits() =>
        CheckEvery(scenario =>
            scenario.Wallets.All(it =>
                it.WaitingEarlyRefunds.Count()
                    == it.Wallet.EarlyRefunds.Listed.Length + it.Wallet.EarlyRefunds.UnlistedCount
                && it.WaitingEarlyRefunds.All(early =>
                    it.Wallet.EarlyRefunds.MayHave(new(early.ProgrammeId, early.MerchantId, early.OrderId))
                )
            )
        );

    [Fact]
    public void Given_refunds_from_any_lot_Then_no_wallet_has_both_debts_and_points() =>
        CheckEvery(
            scenario =>
                scenario.Wallets.All(it => it.Wallet.Debt == Points.Zero || it.Wallet.Lots.Total == Points.Zero),
            RefundsFromAnyLot
        );

    [Fact]
    public void When_a_transfer_is_resumed_to_its_end_Then_its_points_are_in_one_wallet() =>
        CheckEvery(scenario =>
        {
            scenario.ResumeAllTransfers();
            return scenario.Wallets.All(it => it.Wallet.Holds.All(hold => hold is not Hold.InTransit))
                && scenario
                    .Wallets.SelectMany(it => it.Transfers)
                    .All(transfer => scenario.HasArrived(transfer) == (transfer.Status == TransferStatus.Arrived))
                && scenario.Wallets.Sum(it => it.Entries.Sum(TransferredPoints)) == 0;
        });

    /// <summary>
    /// The points that an entry received from another wallet (positive) or delivered to it (negative).
    /// </summary>
    private static long TransferredPoints(LedgerEntry entry) =>
        entry.Kind switch
        {
            // The first line of the explanation is the transfer; others are deductions.
            EntryKind.TransferIn => entry.Explanation[0].Points.Value,
            EntryKind.TransferCompletion { HasArrived: true } => entry.HoldChanges.Sum(lot => lot.Points.Value),
            _ => 0,
        };

    private static bool IsSubtractedEarlyRefund(Explanation it) =>
        it.Because.Contains("were refunded before the purchase arrived", StringComparison.Ordinal);

    private static Fen AddClaim(Fen sum, EarlyRefundClaim refund) =>
        sum
        + refund.Claim.Match(
            amount: it => it.Fen,
            lines: it => it.Refunded.Aggregate(Fen.Zero, (all, it) => all + it.Amount)
        );

    /// <summary>Points that came back after their last day.</summary>
    private static long ExpiredOnArrival(LedgerEntry entry) =>
        -entry.Explanation.Where(line => line.Rule == "expiry").Sum(line => line.Points.Value);

    /// <summary>Points taken back by a refund that had already expired.</summary>
    private static long ExpiredUnused(LedgerEntry entry) =>
        entry.Kind is EntryKind.Refund { ExpiredUnused: { } expired } ? expired.Points.Value : 0;

    /// <summary>Extra points from a merchant who is at fault for a reversal or cancellation.</summary>
    private static long Compensation(LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Reversal it => it.Compensation.Value,
            EntryKind.Release it => it.Compensation.Value,
            _ => 0,
        };

    private static string? RedemptionOf(LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Reversal it => it.RedemptionId,
            EntryKind.Release it => it.RedemptionId,
            _ => null,
        };

    private static string Describe(Wallet it) =>
        string.Join(
            '\n',
            new[] { $"{it.Sequence} {it.Head}" }
                .Concat(it.Lots.Open.Select(lot => lot.ToString()))
                .Concat(it.PendingLots.All.Select(lot => lot.ToString()))
                .Concat(
                    it.Holds.Select(hold =>
                        $"{hold.HoldId} {hold.DueAt:O} {hold.GetType().Name} {string.Join(' ', hold.Lots)}"
                    )
                )
                .Concat(it.RecentlyExpired.Open.Select(lot => $"expired {lot}"))
                .Concat(it.Debts.Select(debt => debt.ToString()))
        );
}
