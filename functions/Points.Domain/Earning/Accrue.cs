using System.Collections.Immutable;
using Points.Domain.Actors;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Refunding;

namespace Points.Domain.Earning;

/// <summary>A merchant reports a member's purchase, which earns points under the programme's rules.</summary>
/// <param name="OccurredAt">
/// When the member bought. Rules use the time, and the member's age and tier, of that instant. When the points expire
/// depends on the time of booking.
/// </param>
/// <param name="PaidWithPoints">
/// The part of the total, in fen, that was paid with points or coupons. It earns nothing.
/// </param>
/// <param name="ByOperator">Operators may report purchases of any age.</param>
public sealed partial record Accrue(
    WalletId Wallet,
    string MerchantId,
    string OrderId,
    DateTimeOffset OccurredAt,
    string? Channel,
    ImmutableArray<OrderLine> Lines,
    Fen PaidWithPoints,
    ImmutableArray<string> RedemptionIds,
    bool ByOperator
)
{
    public const int LinesMax = 500;
    public const int RedemptionIdsMax = 20;

    /// <summary>How far a merchant's clock may be ahead of ours.</summary>
    public static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(5);

    /// <summary>No purchase is older, whoever reports it.</summary>
    public static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Fen Total => Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);

    public Fen EligibleTotal => Total - PaidWithPoints;

    /// <summary>
    /// Whether the member has an order of this number already, all of which was refunded. Its record is replaced: a
    /// whole refund frees the number (decision 28).
    /// </summary>
    public bool ReusesNumber { get; init; }

    /// <summary>
    /// Whether the member has shown the merchant a card code, or asks for themselves. Without it, answers must not
    /// reveal who is a member (decision 46).
    /// </summary>
    public bool IsMemberPresent { get; init; }

    /// <summary>Whether a merchant reports it that the member has shown no code.</summary>
    public bool IsByStranger => !ByOperator && !IsMemberPresent;

    public RecordKey.Order OrderKey => new(MerchantId, OrderId);

    /// <summary>Covers what is reported of the purchase, but not who reports it.</summary>
    public string Fingerprint()
    {
        var digest = new Digest()
            .Add("accrue")
            .Add(Wallet.MemberId)
            .Add(Wallet.ProgrammeId)
            .Add(MerchantId)
            .Add(OrderId)
            .Add(OccurredAt)
            .Add(Channel)
            .Add(PaidWithPoints.Value)
            .Add(Lines.Length);
        foreach (var line in Lines)
        {
            digest
                .Add(line.Sku)
                .Add(line.Category)
                .Add(line.Amount.Value)
                .Add(line.Quantity)
                .Add(line.ServiceOn)
                .Add(line.Tags.Length);
            foreach (var tag in line.Tags)
                digest.Add(tag);
        }
        foreach (var id in RedemptionIds)
            digest.Add(id);
        return digest.ToString();
    }

    /// <summary>
    /// Books what the purchase earns, less what early refunds of the same order take back. If the wallet lists none for
    /// the order, and lists all that wait, no record is read (decision 25).
    /// </summary>
    /// <param name="allowance">The points that the budget lets this decision issue (law L6).</param>
    public static Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        Accrue command,
        ProgrammeTerms terms,
        Request request,
        Allowance allowance
    )
    {
        if ((command.FindTermsRefusal(terms, request.Now) ?? wallet.Facts.FindRefusal()) is { } refusal)
            return refusal;
        return NamedRedemptions.FindObstacle(command, records)
            ?? command.Decide(wallet, NamedRedemptions.NameOrder(command, records), terms, request, allowance);
    }

    /// <param name="records">With the redemptions that the purchase names, each of which names the order.</param>
    private Decision Decide(
        Wallet wallet,
        LoadedRecords records,
        ProgrammeTerms terms,
        Request request,
        Allowance allowance
    )
    {
        if (ReusesNumber)
            return BookAgain(wallet.BeginChange(terms, request.Now), records, request, allowance);
        var key = new RecordKey.EarlyRefund(terms.ProgrammeId, MerchantId, OrderId);
        if (wallet.EarlyRefunds.MayHave(key) && !records.Has(key))
            return new Decision.NeedsRecords([key]);
        var earlyRefund = records.Has(key) ? records.Find<EarlyRefundRecord>(key) : null;
        var remaining = wallet with { EarlyRefunds = wallet.EarlyRefunds.Remove(key, earlyRefund is not null) };
        return Book(
            remaining.BeginChange(terms, request.Now),
            records,
            earlyRefund,
            isReplaced: false,
            request,
            allowance
        );
    }

    /// <summary>
    /// Books an order whose number an earlier one had. The early refunds of that one were subtracted from it, and do
    /// not count again.
    /// </summary>
    private Decision BookAgain(PendingChange start, LoadedRecords records, Request request, Allowance allowance)
    {
        if (!records.Has(OrderKey))
            return new Decision.NeedsRecords([OrderKey]);
        return records.Find<Order>(OrderKey) is { IsFullyRefunded: false } first
            ? first.RefuseAgain()
            : Book(start, records, earlyRefund: null, isReplaced: true, request, allowance);
    }

    /// <param name="earlyRefund">The refunds that arrived before the purchase; null if there are none.</param>
    /// <param name="isReplaced">Whether the record of an earlier order of this number is replaced.</param>
    private Decision Book(
        PendingChange start,
        LoadedRecords records,
        EarlyRefundRecord? earlyRefund,
        bool isReplaced,
        Request request,
        Allowance allowance
    )
    {
        var (terms, earned) = (start.Terms, Evaluate(start.Wallet, start.Terms, request.Now));
        var bought = CreateOrder(start, earned, request);
        var order = earlyRefund?.ApplyTo(bought) ?? bought;
        var (walletAfterVisit, upgrade) = PurchaseVisit.Record(
            start,
            this,
            earned with
            {
                Counters = RefundedCaps.GiveBack(earned.Counters, bought, order),
            },
            order
        );
        var visited = start with { Wallet = walletAfterVisit };
        var (withReversals, reversed) = OrderRedemptionReversal.ReverseAll(visited, records, order, request);
        var explanation = upgrade is null ? earned.Explanation : earned.Explanation.Add(upgrade);
        var issue = new PointsIssue(new EntryKind.Purchase(MerchantId, OrderId), earned.Points, MerchantId, explanation)
        {
            AlreadyRefunded = order.PointsTakenBack,
            UsableFrom = order.UsableFrom,
        };
        var redemptions = NamedRedemptions.ListChanged(this, records, reversed);
        var changed = earlyRefund is null
            ? redemptions
            : redemptions.Add(earlyRefund with { AppliedBy = order.EntryId });
        return issue
            .BookOn(withReversals, request, allowance)
            .Match<Decision>(
                accepted: it =>
                    it with
                    {
                        NewRecords = isReplaced ? [] : [order],
                        ChangedRecords = isReplaced ? changed.Add(order) : changed,
                    },
                refused: refusal => refusal
            );
    }

    private Order CreateOrder(PendingChange start, EarningResult earned, Request request) =>
        new()
        {
            ProgrammeId = start.Terms.ProgrammeId,
            MerchantId = MerchantId,
            OrderId = OrderId,
            EntryId = request.EntryIdIn(start.Wallet.LedgerKey),
            Revision = start.Terms.Number,
            OccurredAt = OccurredAt,
            Channel = Channel,
            Lines = Lines,
            PaidWithPoints = PaidWithPoints,
            Points = earned.Points,
            PointsByLine = earned.PointsByLine,
            ExpiresOn = start.Terms.Validity.ExpiresOn(start.Today),
            UsableFrom = start.Terms.PurchaseUsableFrom(start.Today),
            BudgetPeriod = start.Terms.Budget?.PeriodOf(start.Today),
            BookedAfter = start.Wallet.Sequence,
            CapUse = earned.CapUse,
            PostedBy = request.By is { Role: ActorRole.Merchant } till ? till.Subject : null,
            RedemptionIds = RedemptionIds,
        };

    /// <summary>
    /// Calculates the points, by the time, age and tier of the purchase. They count towards the caps of the day, month
    /// or year in which they are booked.
    /// </summary>
    private EarningResult Evaluate(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        var context = wallet.BuildRuleContext(terms, OccurredAt, now) with
        {
            MerchantId = MerchantId,
            Channel = Channel,
            Total = Total,
        };
        return terms.EarningRules.Evaluate(
            Lines,
            PaidWithPoints,
            context,
            wallet.Counters.KeepLimits(terms.IsLimitCounter),
            terms.BusinessDateOf(now)
        );
    }
}
