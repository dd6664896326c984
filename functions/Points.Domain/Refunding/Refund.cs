using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Refunding;

/// <summary>A merchant took goods back: what they had earned is taken back too, and what points had paid for them returns.</summary>
public sealed record Refund(WalletId Wallet, string MerchantId, string OrderId, string RefundId, RefundClaim Claim)
{
    /// <summary>The same for every posting of the same refund, whoever posts it.</summary>
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

    /// <param name="allowance">Of the budget that the order's points came from: they go back there (law L6).</param>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        Refund command,
        ProgrammeTerms terms,
        Request request,
        Allowance allowance
    )
    {
        var key = new RecordKey.Order(command.MerchantId, command.OrderId);
        if (!records.Has(key))
            return new Decision.NeedsRecords([key]);
        if (records.Find<Order>(key) is not { } order)
            return command.KeepUntilPurchase(wallet, records, terms, request);
        if (order.ProgrammeId != wallet.Id.ProgrammeId)
            return new Refusal.NotFound("order in this programme");
        if (command.Claim.Allocate(order) is not { } amounts)
            return command.RefuseExcess(records, order);
        var after = order.Refund(amounts);
        return records.FindMissing(OrderRedemptionReversal.KeysToReverse(after)) is { IsEmpty: false } missing
            ? new Decision.NeedsRecords(missing)
            : command.TakeBack(wallet.BeginChange(terms, request.Now), records, order, after, request, allowance);
    }

    /// <summary>Too much; or the very refund that took the rest, under another key.</summary>
    private Decision RefuseExcess(LoadedRecords records, Order order)
    {
        var key = new RecordKey.Refund(MerchantId, RefundId);
        if (!records.Has(key))
            return new Decision.NeedsRecords([key]);
        return records.Find<RefundRecord>(key) is { } first
            ? new Refusal.RefundAlreadyCounted(first.EntryId)
            : new Refusal.RefundExceedsOrder(order.Total - order.RefundedTotal);
    }

    private Decision.Accepted TakeBack(
        PendingChange pending,
        LoadedRecords records,
        Order order,
        Order after,
        Request request,
        Allowance allowance
    )
    {
        // First what comes back, so that what is taken back finds it there.
        var (posting, returned) = OrderRedemptionReversal.ReverseAll(pending, records, after, request);
        var points = after.PointsTakenBack - order.PointsTakenBack;
        var (change, lapsed, explanation) = TakeFromLots(posting, after, points);
        if (posting.Terms.Tiers is not null)
            change = change with { Wallet = ReduceTierSpend(change.Wallet, order, after, posting.Terms) };
        var back = returned.OfType<Redemption>().Aggregate(Points.Zero, (sum, it) => sum + it.History[^1].Points);
        var kind = new EntryKind.Refund(MerchantId, OrderId, RefundId, points, back, order.Revision, lapsed);
        return new Decision.Accepted(posting.Book(request, kind, change, [explanation], allowance.Return(points)))
        {
            NewRecords = [new RefundRecord(MerchantId, OrderId, RefundId, request.EntryId)],
            ChangedRecords = [after, .. returned],
        };
    }

    /// <summary>
    /// From the order's own lot; what had expired of it unused is gone already; then as the programme says from other lots,
    /// and what is not there any more is owed.
    /// </summary>
    private (WalletChange Movement, Lot? Lapsed, Explanation Explanation) TakeFromLots(
        PendingChange pending,
        Order order,
        Points points
    )
    {
        var days = OrderLots.ExpiryDays(order, pending);
        var (change, own) = (pending.NextChange, Points.Zero);
        foreach (var day in days)
        {
            (change, var taken) = change.TakeFrom(order.CreateLot(points - own) with { ExpiresOn = day });
            own += taken;
        }
        (change, var gone) = OrderLots.TakeExpired(
            change,
            [.. days.Select(day => order.CreateLot(points - own) with { ExpiresOn = day })],
            pending.Today
        );
        var lapsed = gone?.Points ?? Points.Zero;
        var rest = points - own - lapsed;
        var others =
            pending.Terms.Earning.RefundsFrom == RefundsFrom.AnyLot
                ? Points.Min(rest, change.Wallet.Lots.Total)
                : Points.Zero;
        change = (others > Points.Zero ? change.Take(others) : change).AddDebt(MerchantId, rest - others);
        var expired = lapsed > Points.Zero ? $", {lapsed} had expired unused" : "";
        var parts =
            $"{points} points taken back, {own} from the lot they came to{expired}, {others} from others, {rest - others} owed";
        return (
            change,
            gone,
            new("refund", -own - others, $"{order.RefundedTotal} of {order.Total} refunded in all: {parts}")
        );
    }

    /// <summary>What was refunded was not spent: it no longer counts towards a tier.</summary>
    private static Wallet ReduceTierSpend(Wallet wallet, Order order, Order after, ProgrammeTerms terms) =>
        wallet with
        {
            TierStanding = wallet.TierStanding.RefundVisit(
                terms.BusinessDateOf(order.OccurredAt),
                after.CashRefunded - order.CashRefunded,
                after.IsFullyRefunded && after.Total > after.PaidWithPoints
            ),
        };

    private Decision KeepUntilPurchase(Wallet wallet, LoadedRecords records, ProgrammeTerms terms, Request request)
    {
        if (terms.FindMerchant(MerchantId) is not { Issues: true })
            return new Refusal.MerchantNotInProgramme(MerchantId);
        var key = new RecordKey.EarlyRefund(terms.ProgrammeId, MerchantId, OrderId);
        if (!records.Has(key))
            return new Decision.NeedsRecords([key]);
        var known = records.Find<EarlyRefundRecord>(key);
        var order = (known ?? new(terms.ProgrammeId, MerchantId, OrderId, [])) with
        {
            Refunds = (known?.Refunds ?? []).Add(Claim),
        };
        // What no merchant may post any more is not waited for.
        var earlyRefund = wallet
            .EarlyRefunds.RemoveAll(it =>
                it.Key == key || it.LatestRefundAt < request.Now.AddDays(-terms.Earning.LateDays)
            )
            .Add(new(key, request.Now));
        if (
            order.IsOverLimit
            || earlyRefund.Length > EarlyRefund.CountMax
            || earlyRefund.Count(it => it.Key.MerchantId == MerchantId) > EarlyRefund.CountMaxPerMerchant
        )
            return new Refusal.LimitReached("too many refunds wait for their purchases: post those first");
        var pending = wallet.BeginChange(terms, request.Now);
        var change = pending.NextChange with { Wallet = pending.Wallet with { EarlyRefunds = earlyRefund } };
        var receipt = new RefundRecord(MerchantId, OrderId, RefundId, request.EntryId);
        var kind = new EntryKind.Refund(
            MerchantId,
            OrderId,
            RefundId,
            Points.Zero,
            Points.Zero,
            EarnedRevision: null,
            ExpiredUnused: null
        );
        var booked = pending.Book(
            request,
            kind,
            change,
            [new("refund", Points.Zero, "the purchase has not come yet: it will earn what this leaves of it")]
        );
        return new Decision.Accepted(booked)
        {
            NewRecords = known is null ? [receipt, order] : [receipt],
            ChangedRecords = known is null ? [] : [order],
        };
    }
}
