using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Settling;

/// <summary>What merchants account for, from a ledger entry alone: the same flows whenever and however often it is read.</summary>
public static class Flows
{
    private static readonly Settlement Unpaid = new(Fen.Zero, 0, SettledWhen.Consumed);

    /// <summary>The numbers of the revisions that it takes to tell.</summary>
    public static IEnumerable<int> RevisionsOf(LedgerEntry entry) =>
        entry.Cause switch
        {
            Cause.Reversal it => [entry.Revision, it.ConsumedUnder],
            Cause.Refund { EarnedUnder: { } earned } => [entry.Revision, earned],
            _ => [entry.Revision],
        };

    /// <param name="terms">The programme's revision of a number, of those that <see cref="RevisionsOf"/> names.</param>
    public static ImmutableArray<PointsFlow> Of(WalletId wallet, LedgerEntry entry, Func<int, ProgrammeRevision> terms)
    {
        var present = terms(entry.Revision);
        var today = present.BusinessDate(entry.At);
        var flows = new Found(wallet, entry, number => terms(number).Settlement ?? Unpaid);
        entry.Cause.Match(
            purchase: it => flows.Issue(it.OrderId),
            deed: it => flows.Issue(it.Action),
            redemption: it => flows.Add(FlowKind.Consumed, Out(entry.Moved), it.HonouredBy, it.RedemptionId),
            hold: _ => flows,
            confirmation: it => flows.Add(FlowKind.Consumed, Out(entry.Held), it.HonouredBy, it.RedemptionId),
            release: it => flows.Compensate(it.Compensation, it.RedemptionId),
            voucherUse: _ => flows,
            reversal: it =>
                flows
                    .Add(
                        FlowKind.Reversed,
                        Returned(entry, it.Compensation),
                        it.HonouredBy,
                        it.RedemptionId,
                        it.ConsumedUnder
                    )
                    .Compensate(it.Compensation, it.RedemptionId),
            refund: it => it.EarnedUnder is { } earned ? flows.Withdraw(it, earned) : flows,
            transferOut: _ => flows,
            transferIn: _ => flows,
            transferEnd: _ => flows,
            expiry: _ => flows.Add(FlowKind.Expired, Out(entry.Moved), other: null, reference: null),
            redating: _ => flows,
            review: _ => flows
        );
        if (
            entry.Cause
            is not (
                Cause.Redemption
                or Cause.Refund
                or Cause.Expiry
                or Cause.Hold
                or Cause.TransferOut
                or Cause.Redating
            )
        )
            flows.AddDeductions(entry.Cause is Cause.Release { On: var on } ? on : today);
        return flows.All;
    }

    /// <summary>What came back of a redemption: all that came in, but for the compensation, which comes last.</summary>
    private static IEnumerable<Lot> Returned(LedgerEntry entry, Points compensation)
    {
        var received = entry.Moved.Where(lot => lot.Points > Points.Zero);
        return compensation == Points.Zero ? received : received.SkipLast(1);
    }

    private static IEnumerable<Lot> Out(ImmutableArray<Lot> moved) =>
        moved.Where(lot => lot.Points < Points.Zero).Select(lot => lot with { Points = -lot.Points });

    /// <summary>Those found so far. Lots of one issuer are one flow: when they would have expired is nothing between merchants.</summary>
    private sealed class Found(WalletId wallet, LedgerEntry entry, Func<int, Settlement> settledUnder)
    {
        private readonly List<PointsFlow> _all = [];

        public ImmutableArray<PointsFlow> All => [.. _all];

        public Found Issue(string reference) =>
            Add(FlowKind.Issued, entry.Moved.Where(lot => lot.Points > Points.Zero), other: null, reference);

        public Found Compensate(Points points, string redemptionId) =>
            points == Points.Zero
                ? this
                : Add(
                    FlowKind.Compensated,
                    [entry.Moved.Last(lot => lot.Points > Points.Zero)],
                    other: null,
                    redemptionId
                );

        public Found Withdraw(Cause.Refund refund, int earnedUnder)
        {
            var taken = Out(entry.Moved).ToLookup(lot => lot.IssuedBy == refund.MerchantId);
            Add(FlowKind.Withdrawn, taken[true], other: null, refund.RefundId, earnedUnder);
            Add(FlowKind.Repaid, taken[false], refund.MerchantId, reference: null);
            return Add(
                FlowKind.WithdrawnExpired,
                refund.Lapsed is { } lapsed ? [lapsed] : [],
                other: null,
                refund.RefundId,
                earnedUnder
            );
        }

        /// <summary>What of the points that came in was gone at once: expired, or paid for what was owed, in the order in which it was.</summary>
        public void AddDeductions(DateOnly today)
        {
            var (repaid, gone) = (
                new Queue<Debt>(entry.Owed.Where(debt => debt.Points < Points.Zero)),
                Out(entry.Moved).ToLookup(lot => lot.HasExpired(today))
            );
            Add(FlowKind.Expired, gone[true], other: null, reference: null);
            foreach (
                var to in gone[false]
                    .Select(lot => (Lot: lot, Debt: repaid.Dequeue()))
                    .GroupBy(it => it.Debt.OwedTo, it => it.Lot)
            )
                Add(FlowKind.Repaid, to, to.Key, reference: null);
        }

        /// <param name="under">The revision by which they are paid for; null for the entry's own.</param>
        public Found Add(FlowKind kind, IEnumerable<Lot> lots, string? other, string? reference, int? under = null)
        {
            foreach (var issuer in lots.GroupBy(lot => lot.IssuedBy))
                _all.Add(
                    new(
                        Digest.Of(
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
                        other,
                        Lots.Sum([.. issuer]),
                        settledUnder(under ?? entry.Revision),
                        entry.At,
                        reference
                    )
                );
            return this;
        }
    }
}
