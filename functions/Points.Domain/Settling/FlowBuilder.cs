using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Settling;

/// <summary>
/// Collects the flows of one entry. Lots of the same issuer become one flow: their expiry days do not matter between
/// merchants.
/// </summary>
/// <param name="termsOf">The settlement terms of a revision; null if its merchants do not settle.</param>
internal sealed class FlowBuilder(WalletId wallet, LedgerEntry entry, Func<int, SettlementTerms?> termsOf)
{
    /// <summary>
    /// The terms of a programme that does not settle: its points are worth nothing between merchants.
    /// </summary>
    private static readonly SettlementTerms UnpaidTerms = new(Fen.Zero, 0, SettledWhen.Consumed);

    private readonly List<PointsFlow> _flows = [];

    public ImmutableArray<PointsFlow> Flows => [.. _flows];

    public FlowBuilder AddIssue(string reference) =>
        Add(FlowKind.Issued, ReceivedLots.All(entry), otherMerchantId: null, reference);

    /// <summary>
    /// Issues points that have become usable, under the terms under which they were earned: a later refund withdraws
    /// them under the same terms.
    /// </summary>
    public FlowBuilder AddPendingIssue()
    {
        foreach (var earned in entry.PendingLotChanges.GroupBy(lot => lot.Revision))
            Add(
                FlowKind.Issued,
                earned.Select(lot => lot.ToLot() with { Points = -lot.Points }),
                otherMerchantId: null,
                reference: null,
                earned.Key
            );
        return this;
    }

    public FlowBuilder AddCompensation(Points points, string redemptionId) =>
        points == Points.Zero
            ? this
            : Add(FlowKind.Compensated, [ReceivedLots.Compensation(entry)], otherMerchantId: null, redemptionId);

    /// <summary>The issuer of a grant pays what the voucher took off the bill.</summary>
    public FlowBuilder AddGrantedVoucher(EntryKind.VoucherUse use, string issuer)
    {
        if (termsOf(entry.Revision) is null)
            return this;
        _flows.Add(
            CreateFlow(FlowKind.Granted, issuer, use.HonouredBy, Points.Zero, entry.Revision, use.RedemptionId) with
            {
                Worth = use.Worth,
            }
        );
        return this;
    }

    public FlowBuilder AddWithdrawal(EntryKind.Refund refund, int earnedRevision)
    {
        var taken = OutgoingLots(entry.LotChanges).ToLookup(lot => lot.IssuedBy == refund.MerchantId);
        Add(FlowKind.Withdrawn, taken[true], otherMerchantId: null, refund.RefundId, earnedRevision);
        Add(FlowKind.Repaid, taken[false], refund.MerchantId, reference: null);
        return Add(
            FlowKind.WithdrawnExpired,
            refund.ExpiredUnused is { } expired ? [expired] : [],
            otherMerchantId: null,
            refund.RefundId,
            earnedRevision
        );
    }

    /// <summary>
    /// Adds what the received points lost at once: points that had expired, and points that repaid a debt. The entry
    /// lists the repaid debts in the order of the lots that repaid them, one debt for each lot.
    /// </summary>
    public void AddDeductions(DateOnly today)
    {
        var repaidDebts = new Queue<Debt>(entry.DebtChanges.Where(debt => debt.Points < Points.Zero));
        var deducted = OutgoingLots(entry.LotChanges).ToLookup(lot => lot.HasExpired(today));
        Add(FlowKind.Expired, deducted[true], otherMerchantId: null, reference: null);
        foreach (
            var creditor in deducted[false]
                .Select(lot => (Lot: lot, Debt: repaidDebts.Dequeue()))
                .GroupBy(it => it.Debt.OwedTo, it => it.Lot)
        )
            Add(FlowKind.Repaid, creditor, creditor.Key, reference: null);
    }

    /// <param name="revision">The revision whose settlement terms apply; null for the entry's own.</param>
    public FlowBuilder Add(
        FlowKind kind,
        IEnumerable<Lot> lots,
        string? otherMerchantId,
        string? reference,
        int? revision = null
    )
    {
        foreach (var issuer in lots.GroupBy(lot => lot.IssuedBy))
            _flows.Add(
                CreateFlow(
                    kind,
                    issuer.Key,
                    otherMerchantId,
                    Lots.Sum([.. issuer]),
                    revision ?? entry.Revision,
                    reference
                )
            );
        return this;
    }

    private PointsFlow CreateFlow(
        FlowKind kind,
        string issuer,
        string? otherMerchantId,
        Points points,
        int revision,
        string? reference
    ) =>
        new(
            NextFlowId(),
            kind,
            LedgerName,
            wallet.ProgrammeId,
            entry.EntryId,
            issuer,
            otherMerchantId,
            points,
            termsOf(revision) ?? UnpaidTerms,
            entry.At,
            reference
        );

    /// <summary>The flows of entries from before ledgers had keys are settled with the member's id.</summary>
    private string LedgerName => entry.LedgerKey ?? wallet.MemberId;

    /// <summary>The lots that points went out of, with those points as positive numbers.</summary>
    public static IEnumerable<Lot> OutgoingLots(ImmutableArray<Lot> changes) =>
        changes.Where(lot => lot.Points < Points.Zero).Select(lot => lot with { Points = -lot.Points });

    /// <summary>
    /// Follows from the entry and the flow's number in it, so that reading the entry again gives the same id.
    /// </summary>
    private string NextFlowId() =>
        Digest.Compute(
            "flow",
            LedgerName,
            wallet.ProgrammeId,
            entry.EntryId,
            FormattableString.Invariant($"{_flows.Count}")
        );
}
