using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Settling;

/// <summary>
/// Derives the flows of points between merchants from a ledger entry alone: the same entry always gives the same flows.
/// </summary>
public static class FlowExtraction
{
    /// <summary>By these, merchants know the points that operators gave, took, or took over.</summary>
    private const string AdjustmentReference = "adjustment",
        OpeningReference = "opening-balance";

    /// <summary>The numbers of the revisions that <see cref="Extract"/> needs for an entry.</summary>
    public static IEnumerable<int> ListRevisions(LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Reversal it => [entry.Revision, it.SpentRevision],
            EntryKind.PendingRelease =>
            [
                entry.Revision,
                .. entry.PendingLotChanges.Select(lot => lot.Revision).Distinct(),
            ],
            EntryKind.Refund { EarnedRevision: { } earned } => [entry.Revision, earned],
            _ => [entry.Revision],
        };

    /// <param name="terms">The terms of each revision that <see cref="ListRevisions"/> names.</param>
    public static ImmutableArray<PointsFlow> Extract(
        WalletId wallet,
        LedgerEntry entry,
        Func<int, ProgrammeTerms> terms
    )
    {
        var flows = new FlowBuilder(wallet, entry, number => terms(number).Settlement);
        AddMainFlows(flows, entry);
        if (MayHaveDeductions(entry.Kind))
            flows.AddDeductions(
                entry.Kind switch
                {
                    EntryKind.Release { On: var on } => on,
                    // Points that expired after they became usable are booked by an entry of their own.
                    EntryKind.PendingRelease => DateOnly.MinValue,
                    _ => terms(entry.Revision).BusinessDateOf(entry.At),
                }
            );
        return flows.Flows;
    }

    private static void AddMainFlows(FlowBuilder flows, LedgerEntry entry) =>
        entry.Kind.Match(
            purchase: it => flows.AddIssue(it.OrderId),
            action: it => flows.AddIssue(it.ActionId),
            // A granted voucher is settled when it is used.
            grant: it => it.Reward is null ? flows.AddIssue(it.GrantId) : flows,
            // The operator's reference is not for merchants.
            adjustment: it =>
                it.IsUp
                    ? flows.AddIssue(AdjustmentReference)
                    : flows.Add(
                        FlowKind.Withdrawn,
                        FlowBuilder.OutgoingLots(entry.LotChanges),
                        otherMerchantId: null,
                        AdjustmentReference
                    ),
            openingBalance: _ => flows.AddIssue(OpeningReference),
            redemption: it => AddConsumption(flows, entry.LotChanges, it.HonouredBy, it.RedemptionId),
            hold: _ => flows,
            confirmation: it => AddConsumption(flows, entry.HoldChanges, it.HonouredBy, it.RedemptionId),
            release: it => flows.AddCompensation(it.Compensation, it.RedemptionId),
            voucherUse: it => it.PaidBy is { } issuer ? flows.AddGrantedVoucher(it, issuer) : flows,
            reversal: it =>
                flows
                    .Add(
                        FlowKind.Reversed,
                        ReceivedLots.Returned(entry, it.Compensation),
                        it.HonouredBy,
                        it.RedemptionId,
                        it.SpentRevision
                    )
                    .AddCompensation(it.Compensation, it.RedemptionId),
            refund: it => it.EarnedRevision is { } earned ? flows.AddWithdrawal(it, earned) : flows,
            transferOut: _ => flows,
            transferIn: _ => flows,
            transferCompletion: _ => flows,
            expiry: _ => AddExpiry(flows, entry),
            pendingRelease: _ => flows.AddPendingIssue(),
            expiryChange: _ => flows,
            tierReview: _ => flows,
            // Points that end with their member are settled like those that nobody used in time. Debts end unsettled:
            // what repays them would have been settled.
            erasure: _ => AddExpiry(flows, entry)
        );

    private static FlowBuilder AddExpiry(FlowBuilder flows, LedgerEntry entry) =>
        flows.Add(FlowKind.Expired, FlowBuilder.OutgoingLots(entry.LotChanges), otherMerchantId: null, reference: null);

    private static FlowBuilder AddConsumption(
        FlowBuilder flows,
        ImmutableArray<Lot> changes,
        string honouredBy,
        string redemptionId
    ) => flows.Add(FlowKind.Consumed, FlowBuilder.OutgoingLots(changes), honouredBy, redemptionId);

    /// <summary>
    /// Whether lots that go out of the wallet are deductions from points that came in. In the other kinds the entry's
    /// main flow accounts for them, or they stay the member's.
    /// </summary>
    private static bool MayHaveDeductions(EntryKind kind) =>
        kind
            is not (
                EntryKind.Redemption
                or EntryKind.Refund
                or EntryKind.Expiry
                or EntryKind.Erasure
                or EntryKind.Hold
                or EntryKind.TransferOut
                or EntryKind.ExpiryChange
                or EntryKind.Adjustment { IsUp: false }
            );
}
