using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Refunding;

/// <summary>
/// A merchant refunded a purchase, wholly or in part. The points that it earned are taken back. If it is fully
/// refunded, the points that paid for it come back.
/// </summary>
public sealed record Refund(WalletId Wallet, string MerchantId, string OrderId, string RefundId, RefundClaim Claim)
{
    /// <summary>Whether an operator reports it. Merchants must not learn who is a member (decision 46).</summary>
    public bool ByOperator { get; init; }

    public RecordKey.Order OrderKey => new(MerchantId, OrderId);

    /// <summary>Covers what is reported of the refund, but not who reports it.</summary>
    public string Fingerprint()
    {
        var digest = new Digest()
            .Add("refund")
            .Add(Wallet.MemberId)
            .Add(Wallet.ProgrammeId)
            .Add(MerchantId)
            .Add(OrderId)
            .Add(RefundId);
        return Claim
            .Match(
                amount: it => digest.Add(it.Fen.Value),
                lines: it =>
                    it.Refunded.Aggregate(digest.Add("lines"), (all, line) => all.Add(line.Sku).Add(line.Amount.Value))
            )
            .ToString();
    }

    /// <summary>Takes points back. A refund that arrives before its purchase is kept for the purchase.</summary>
    /// <param name="allowance">
    /// From the budget that issued the order's points. The points that leave the wallet return to it (law L6). Points
    /// that the member owes do not: they were spent, or are in the wallet of another member of the family.
    /// </param>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        Refund command,
        ProgrammeTerms terms,
        Request request,
        Allowance allowance
    )
    {
        if (!records.Has(command.OrderKey))
            return new Decision.NeedsRecords([command.OrderKey]);
        if (records.Find<Order>(command.OrderKey) is not { } order)
            return command.KeepUntilPurchase(wallet, records, terms, request);
        if (order.ProgrammeId != wallet.Id.ProgrammeId)
            return new Refusal.OrderInAnotherProgramme(order.ProgrammeId);
        if (command.Claim.Allocate(order) is not { } amounts)
            return command.RefuseExcess(records, order);
        var after = order.Refund(amounts);
        return records.FindMissing(OrderRedemptionReversal.KeysToReverse(after)) is { IsEmpty: false } missing
            ? new Decision.NeedsRecords(missing)
            : command.TakeBack(wallet.BeginChange(terms, request.Now), records, order, after, request, allowance);
    }

    /// <summary>The claim exceeds the rest of the order, or this very refund took the rest under another key.</summary>
    private Decision RefuseExcess(LoadedRecords records, Order order)
    {
        var key = new RecordKey.Refund(MerchantId, RefundId);
        if (!records.Has(key))
            return new Decision.NeedsRecords([key]);
        return records.Find<RefundRecord>(key) is { } first
            ? new Refusal.RefundAlreadyCounted(first.EntryId, first.OrderId == OrderId ? order.Refunds : null)
            : new Refusal.RefundExceedsOrder(order.Refunds);
    }

    private Decision.Accepted TakeBack(
        PendingChange pending,
        LoadedRecords records,
        Order before,
        Order after,
        Request request,
        Allowance allowance
    )
    {
        // Redemptions are reversed first, so that their points are there to be taken back.
        var (reversed, redemptions) = OrderRedemptionReversal.ReverseAll(pending, records, after, request);
        var points = after.PointsTakenBack - before.PointsTakenBack;
        var taken = OrderLots.TakeBack(reversed, after, points);
        var change = taken.Change;
        var (wallet, tierLost) = UndoEffects(change.Wallet, before, after, reversed.Terms, reversed.Today);
        change = change with { Wallet = wallet };
        var kind = new EntryKind.Refund(
            MerchantId,
            OrderId,
            RefundId,
            points,
            OrderRedemptionReversal.PointsReturnedBy(redemptions),
            before.Revision,
            taken.ExpiredUnused
        );
        return new Decision.Accepted(
            reversed.Book(
                request,
                kind,
                change,
                tierLost is null ? [taken.Explanation] : [taken.Explanation, tierLost],
                allowance.Return(taken.FromLots)
            )
        )
        {
            NewRecords = [new RefundRecord(MerchantId, OrderId, RefundId, request.EntryIdIn(pending.Wallet.LedgerKey))],
            ChangedRecords = [after, .. redemptions],
        };
    }

    /// <summary>
    /// Undoes what the refunded part brought besides points: it no longer counts towards caps, recent categories and
    /// tiers (decision 34).
    /// </summary>
    /// <returns>The explanation is null if the tier stays.</returns>
    private static (Wallet After, Explanation? TierLost) UndoEffects(
        Wallet wallet,
        Order before,
        Order after,
        ProgrammeTerms terms,
        DateOnly today
    )
    {
        var undone = wallet with
        {
            Counters = RefundedCaps.GiveBack(wallet.Counters, before, after),
            RecentCategories = wallet.RecentCategories.Remove(after.LinesRefundedSince(before), before.BookedAfter),
        };
        if (terms.Tiers is not { } tiers)
            return (undone, null);
        var standing = RefundedVisit
            .Of(before, after, terms)
            .TakeFrom(wallet.TierStanding, tiers, today, wallet.Sequence);
        var (original, present) = (tiers.FindLevel(wallet.TierStanding.Current), tiers.FindLevel(standing.Current));
        return (
            undone with
            {
                TierStanding = standing,
            },
            tiers.IsAbove(original, present) ? ExplainTier(original, present, standing, tiers, today) : null
        );
    }

    private static Explanation ExplainTier(
        TierLevel original,
        TierLevel present,
        TierStanding standing,
        Tiers tiers,
        DateOnly today
    )
    {
        var ((spend, visits), months) = (standing.SpendSince(tiers.WindowStart(today)), tiers.WindowMonths);
        return new(
            present.RuleId,
            Points.Zero,
            FormattableString.Invariant(
                $"{present.Tier} after {original.Tier}: {spend} and {visits} visits are left in {months} months"
            ),
            IsAboutMember: true
        );
    }

    private Decision KeepUntilPurchase(Wallet wallet, LoadedRecords records, ProgrammeTerms terms, Request request)
    {
        if (terms.FindMerchant(MerchantId) is not { Issues: true })
            return new Refusal.MerchantNotInProgramme(MerchantId);
        var key = new RecordKey.EarlyRefund(terms.ProgrammeId, MerchantId, OrderId);
        if (!records.Has(key))
            return new Decision.NeedsRecords([key]);
        var known = records.Find<EarlyRefundRecord>(key);
        var entryId = request.EntryIdIn(wallet.LedgerKey);
        var earlyRefund = (known ?? new(terms.ProgrammeId, MerchantId, OrderId, [])) with
        {
            Refunds = (known?.Refunds ?? []).Add(new(Claim, RefundId, entryId, request.Now)),
        };
        // Merchants can no longer report the purchases of such old refunds. An operator can.
        var oldBefore = request.Now.PlusDays(-terms.Earning.LateDays);
        var waiting = wallet.EarlyRefunds.Add(new(key, request.Now), hasRecord: known is not null, oldBefore);
        if (earlyRefund.IsOverLimit || waiting.IsOverLimit)
            return new Refusal.LimitReached("too many refunds wait for their purchases: report those purchases first");
        var receipt = new RefundRecord(MerchantId, OrderId, RefundId, entryId);
        return new Decision.Accepted(BookWithoutPoints(wallet.BeginChange(terms, request.Now), waiting, request))
        {
            NewRecords = known is null ? [receipt, earlyRefund] : [receipt],
            ChangedRecords = known is null ? [] : [earlyRefund],
        };
    }

    private PendingChange BookWithoutPoints(PendingChange pending, EarlyRefundIndex earlyRefunds, Request request)
    {
        var kind = new EntryKind.Refund(
            MerchantId,
            OrderId,
            RefundId,
            Points.Zero,
            Points.Zero,
            EarnedRevision: null,
            ExpiredUnused: null
        );
        return pending.Book(
            request,
            kind,
            pending.NextChange with
            {
                Wallet = pending.Wallet with { EarlyRefunds = earlyRefunds },
            },
            [
                new(
                    "refund",
                    Points.Zero,
                    "the purchase has not arrived yet: it will earn only what this refund leaves of it"
                ),
            ]
        );
    }
}
