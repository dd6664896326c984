using Points.Domain.Accruing;
using Points.Domain.Budgets;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;

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
        Records records,
        Refund command,
        ProgrammeRevision terms,
        Request request,
        Allowance allowance
    )
    {
        var key = new RecordKey.Order(command.MerchantId, command.OrderId);
        if (!records.Has(key))
            return new Decision.Needs([key]);
        if (records.Find<Order>(key) is not { } order)
            return command.Await(wallet, records, terms, request);
        if (order.ProgrammeId != wallet.Id.ProgrammeId)
            return new Refusal.NotFound("order in this programme");
        if (command.Claim.Of(order) is not { } amounts)
            return command.Exceeds(records, order);
        var after = order.Refund(amounts);
        return records.Missing(ReturnedRedemptions.Keys(after)) is { IsEmpty: false } missing
            ? new Decision.Needs(missing)
            : command.TakeBack(wallet.Post(terms, request.Now), records, order, after, request, allowance);
    }

    /// <summary>Too much; or the very refund that took the rest, under another key.</summary>
    private Decision Exceeds(Records records, Order order)
    {
        var key = new RecordKey.Refund(MerchantId, RefundId);
        if (!records.Has(key))
            return new Decision.Needs([key]);
        return records.Find<RefundReceipt>(key) is { } first
            ? new Refusal.RefundAlreadyCounted(first.EntryId)
            : new Refusal.RefundExceedsOrder(order.Total - order.RefundedTotal);
    }

    private Decision.Accepted TakeBack(
        Posting before,
        Records records,
        Order order,
        Order after,
        Request request,
        Allowance allowance
    )
    {
        // First what comes back, so that what is taken back finds it there.
        var (posting, returned) = ReturnedRedemptions.Return(before, records, after, request);
        var points = after.TakenBack - order.TakenBack;
        var (movement, lapsed, explanation) = Take(posting, after, points);
        if (posting.Terms.Tiers is not null)
            movement = movement with { Wallet = Unspend(movement.Wallet, order, after, posting.Terms) };
        var back = returned.OfType<Redemption>().Aggregate(Points.Zero, (sum, it) => sum + it.History[^1].Points);
        var cause = new Cause.Refund(MerchantId, OrderId, RefundId, points, back, order.Revision, lapsed);
        return new Decision.Accepted(posting.Book(request, cause, movement, [explanation], allowance.Return(points)))
        {
            Creates = [new RefundReceipt(MerchantId, OrderId, RefundId, request.EntryId)],
            Changes = [after, .. returned],
        };
    }

    /// <summary>
    /// From the order's own lot; what had expired of it unused is gone already; then as the programme says from other lots,
    /// and what is not there any more is owed.
    /// </summary>
    private (Movement Movement, Lot? Lapsed, Explanation Explanation) Take(Posting from, Order order, Points points)
    {
        var days = OwnLots.Days(order, from);
        var (movement, own) = (from.Move, Points.Zero);
        foreach (var day in days)
        {
            (movement, var taken) = movement.TakeFrom(order.OwnLot(points - own) with { ExpiresOn = day });
            own += taken;
        }
        (movement, var gone) = OwnLots.TakeLapsed(
            movement,
            [.. days.Select(day => order.OwnLot(points - own) with { ExpiresOn = day })],
            from.Today
        );
        var lapsed = gone?.Points ?? Points.Zero;
        var rest = points - own - lapsed;
        var others =
            from.Terms.Earning.RefundsFrom == RefundsFrom.AnyLot
                ? Points.Min(rest, movement.Wallet.Lots.Total)
                : Points.Zero;
        movement = (others > Points.Zero ? movement.Take(others) : movement).Owe(MerchantId, rest - others);
        var expired = lapsed > Points.Zero ? $", {lapsed} had expired unused" : "";
        var parts =
            $"{points} points taken back, {own} from the lot they came to{expired}, {others} from others, {rest - others} owed";
        return (
            movement,
            gone,
            new("refund", -own - others, $"{order.RefundedTotal} of {order.Total} refunded in all: {parts}")
        );
    }

    /// <summary>What was refunded was not spent: it no longer counts towards a tier.</summary>
    private static Wallet Unspend(Wallet wallet, Order order, Order after, ProgrammeRevision terms) =>
        wallet with
        {
            Standing = wallet.Standing.Unvisit(
                terms.BusinessDate(order.OccurredAt),
                after.CashRefunded - order.CashRefunded,
                after.IsRefundedWhole && after.Total > after.PaidWithPoints
            ),
        };

    private Decision Await(Wallet wallet, Records records, ProgrammeRevision terms, Request request)
    {
        if (terms.Merchant(MerchantId) is not { Issues: true })
            return new Refusal.MerchantNotInProgramme(MerchantId);
        var key = new RecordKey.Awaited(terms.ProgrammeId, MerchantId, OrderId);
        if (!records.Has(key))
            return new Decision.Needs([key]);
        var known = records.Find<AwaitedOrder>(key);
        var order = (known ?? new(terms.ProgrammeId, MerchantId, OrderId, [])) with
        {
            Refunds = (known?.Refunds ?? []).Add(Claim),
        };
        // What no merchant may post any more is not waited for.
        var awaited = wallet
            .Awaited.RemoveAll(it => it.Order == key || it.Since < request.Now.AddDays(-terms.Earning.LateDays))
            .Add(new(key, request.Now));
        if (
            order.IsFull
            || awaited.Length > Awaited.CountMax
            || awaited.Count(it => it.Order.MerchantId == MerchantId) > Awaited.CountMaxOfMerchant
        )
            return new Refusal.LimitReached("too many refunds wait for their purchases: post those first");
        var posting = wallet.Post(terms, request.Now);
        var movement = posting.Move with { Wallet = posting.Wallet with { Awaited = awaited } };
        var receipt = new RefundReceipt(MerchantId, OrderId, RefundId, request.EntryId);
        var cause = new Cause.Refund(
            MerchantId,
            OrderId,
            RefundId,
            Points.Zero,
            Points.Zero,
            EarnedUnder: null,
            Lapsed: null
        );
        var booked = posting.Book(
            request,
            cause,
            movement,
            [new("refund", Points.Zero, "the purchase has not come yet: it will earn what this leaves of it")]
        );
        return new Decision.Accepted(booked)
        {
            Creates = known is null ? [receipt, order] : [receipt],
            Changes = known is null ? [] : [order],
        };
    }
}
