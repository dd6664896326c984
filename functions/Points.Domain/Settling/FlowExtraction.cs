using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Settling;

/// <summary>What merchants account for, from a ledger entry alone: the same flows whenever and however often it is read.</summary>
public static class FlowExtraction
{
    private static readonly SettlementTerms UnpaidTerms = new(Fen.Zero, 0, SettledWhen.Consumed);

    /// <summary>The numbers of the revisions that it takes to tell.</summary>
    public static IEnumerable<int> ListRevisions(LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Reversal it => [entry.Revision, it.SpentRevision],
            EntryKind.Refund { EarnedRevision: { } earned } => [entry.Revision, earned],
            _ => [entry.Revision],
        };

    /// <param name="terms">The programme's revision of a number, of those that <see cref="ListRevisions"/> names.</param>
    public static ImmutableArray<PointsFlow> Extract(
        WalletId wallet,
        LedgerEntry entry,
        Func<int, ProgrammeTerms> terms
    )
    {
        var present = terms(entry.Revision);
        var today = present.BusinessDateOf(entry.At);
        var flows = new FlowBuilder(wallet, entry, number => terms(number).Settlement ?? UnpaidTerms);
        entry.Kind.Match(
            purchase: it => flows.AddIssue(it.OrderId),
            action: it => flows.AddIssue(it.ActionId),
            redemption: it =>
                flows.Add(FlowKind.Consumed, FindOutgoingLots(entry.LotChanges), it.HonouredBy, it.RedemptionId),
            hold: _ => flows,
            confirmation: it =>
                flows.Add(FlowKind.Consumed, FindOutgoingLots(entry.Held), it.HonouredBy, it.RedemptionId),
            release: it => flows.AddCompensation(it.Compensation, it.RedemptionId),
            voucherUse: _ => flows,
            reversal: it =>
                flows
                    .Add(
                        FlowKind.Reversed,
                        FindReturnedLots(entry, it.Compensation),
                        it.HonouredBy,
                        it.RedemptionId,
                        it.SpentRevision
                    )
                    .AddCompensation(it.Compensation, it.RedemptionId),
            refund: it => it.EarnedRevision is { } earned ? flows.AddWithdrawal(it, earned) : flows,
            transferOut: _ => flows,
            transferIn: _ => flows,
            transferCompletion: _ => flows,
            expiry: _ =>
                flows.Add(FlowKind.Expired, FindOutgoingLots(entry.LotChanges), otherMerchantId: null, reference: null),
            expiryChange: _ => flows,
            tierReview: _ => flows
        );
        if (
            entry.Kind
            is not (
                EntryKind.Redemption
                or EntryKind.Refund
                or EntryKind.Expiry
                or EntryKind.Hold
                or EntryKind.TransferOut
                or EntryKind.ExpiryChange
            )
        )
            flows.AddDeductions(entry.Kind is EntryKind.Release { On: var on } ? on : today);
        return flows.Flows;
    }

    /// <summary>What came back of a redemption: all that came in, but for the compensation, which comes last.</summary>
    private static IEnumerable<Lot> FindReturnedLots(LedgerEntry entry, Points compensation)
    {
        var received = entry.LotChanges.Where(lot => lot.Points > Points.Zero);
        return compensation == Points.Zero ? received : received.SkipLast(1);
    }

    private static IEnumerable<Lot> FindOutgoingLots(ImmutableArray<Lot> moved) =>
        moved.Where(lot => lot.Points < Points.Zero).Select(lot => lot with { Points = -lot.Points });

    /// <summary>Those found so far. Lots of one issuer are one flow: when they would have expired is nothing between merchants.</summary>
    private sealed class FlowBuilder(WalletId wallet, LedgerEntry entry, Func<int, SettlementTerms> settledUnder)
    {
        private readonly List<PointsFlow> _all = [];

        public ImmutableArray<PointsFlow> Flows => [.. _all];

        public FlowBuilder AddIssue(string reference) =>
            Add(
                FlowKind.Issued,
                entry.LotChanges.Where(lot => lot.Points > Points.Zero),
                otherMerchantId: null,
                reference
            );

        public FlowBuilder AddCompensation(Points points, string redemptionId) =>
            points == Points.Zero
                ? this
                : Add(
                    FlowKind.Compensated,
                    [entry.LotChanges.Last(lot => lot.Points > Points.Zero)],
                    otherMerchantId: null,
                    redemptionId
                );

        public FlowBuilder AddWithdrawal(EntryKind.Refund refund, int earnedRevision)
        {
            var taken = FindOutgoingLots(entry.LotChanges).ToLookup(lot => lot.IssuedBy == refund.MerchantId);
            Add(FlowKind.Withdrawn, taken[true], otherMerchantId: null, refund.RefundId, earnedRevision);
            Add(FlowKind.Repaid, taken[false], refund.MerchantId, reference: null);
            return Add(
                FlowKind.WithdrawnExpired,
                refund.ExpiredUnused is { } lapsed ? [lapsed] : [],
                otherMerchantId: null,
                refund.RefundId,
                earnedRevision
            );
        }

        /// <summary>What of the points that came in was gone at once: expired, or paid for what was owed, in the order in which it was.</summary>
        public void AddDeductions(DateOnly today)
        {
            var (repaid, gone) = (
                new Queue<Debt>(entry.Owed.Where(debt => debt.Points < Points.Zero)),
                FindOutgoingLots(entry.LotChanges).ToLookup(lot => lot.HasExpired(today))
            );
            Add(FlowKind.Expired, gone[true], otherMerchantId: null, reference: null);
            foreach (
                var to in gone[false]
                    .Select(lot => (Lot: lot, Debt: repaid.Dequeue()))
                    .GroupBy(it => it.Debt.OwedTo, it => it.Lot)
            )
                Add(FlowKind.Repaid, to, to.Key, reference: null);
        }

        /// <param name="revision">The revision by which they are paid for; null for the entry's own.</param>
        public FlowBuilder Add(
            FlowKind kind,
            IEnumerable<Lot> lots,
            string? otherMerchantId,
            string? reference,
            int? revision = null
        )
        {
            foreach (var issuer in lots.GroupBy(lot => lot.IssuedBy))
                _all.Add(
                    new(
                        Digest.Compute(
                            "flow",
                            wallet.MemberId,
                            wallet.ProgrammeId,
                            entry.EntryId,
                            FormattableString.Invariant($"{_all.Count}")
                        ),
                        kind,
                        wallet,
                        entry.EntryId,
                        issuer.Key,
                        otherMerchantId,
                        Lots.Sum([.. issuer]),
                        settledUnder(revision ?? entry.Revision),
                        entry.At,
                        reference
                    )
                );
            return this;
        }
    }
}
