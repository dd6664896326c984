using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;
using Points.Domain.Refunding;
using Points.Domain.Stocking;

namespace Points.Domain.Earning;

/// <summary>A merchant reports a member's purchase, which earns points by the programme's rules.</summary>
/// <param name="OccurredAt">Of the purchase: it decides windows, ages and tiers. The moment of posting decides validity.</param>
/// <param name="PaidWithPoints">The part of the total paid with points or coupons, which earns nothing.</param>
/// <param name="ByOperator">Operators may post purchases of any age.</param>
public sealed record Accrue(
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

    /// <summary>How far ahead of ours a merchant's clock may be.</summary>
    public static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(5);

    public Fen Total => Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);

    public Fen EligibleTotal => Total - PaidWithPoints;

    /// <summary>The same for every posting of the same purchase, whoever posts it.</summary>
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
        var earlyRefund = new RecordKey.EarlyRefund(terms.ProgrammeId, command.MerchantId, command.OrderId);
        if (wallet.EarlyRefunds.FirstOrDefault(it => it.Key == earlyRefund) is not { } early)
            return command.Book(
                wallet.BeginChange(terms, request.Now),
                LoadedRecords.None,
                order => order,
                request,
                allowance
            );
        if (!records.Has(earlyRefund))
            return new Decision.NeedsRecords([earlyRefund]);
        // Its refunds were here before it.
        var met = wallet with
        {
            EarlyRefunds = wallet.EarlyRefunds.Remove(early),
        };
        return command.Book(
            met.BeginChange(terms, request.Now),
            records,
            records.Find<EarlyRefundRecord>(earlyRefund)!.ApplyTo,
            request,
            allowance
        );
    }

    /// <param name="applyEarlyRefunds">The order as refunds leave it that came before it.</param>
    private Decision Book(
        PendingChange before,
        LoadedRecords records,
        Func<Order, Order> applyEarlyRefunds,
        Request request,
        Allowance allowance
    )
    {
        var (terms, earned) = (before.Terms, Evaluate(before.Wallet, before.Terms, request.Now));
        var order = applyEarlyRefunds(CreateOrder(terms, earned, before.Today, request));
        if (records.FindMissing(OrderRedemptionReversal.KeysToReverse(order)) is { IsEmpty: false } missing)
            return new Decision.NeedsRecords(missing);

        var (after, upgrade) = ApplyVisit(
            before.Wallet with
            {
                Counters = earned.Counters,
            },
            order,
            terms,
            before.Today
        );
        var (pending, returned) = OrderRedemptionReversal.ReverseAll(
            before with
            {
                Wallet = after,
            },
            records,
            order,
            request
        );
        var explanation = upgrade is null ? earned.Explanation : earned.Explanation.Add(upgrade);
        var issue = new PointsIssue(new EntryKind.Purchase(MerchantId, OrderId), earned.Points, MerchantId, explanation)
        {
            AlreadyRefunded = order.PointsTakenBack,
        };
        return issue
            .BookOn(pending, request, allowance)
            .Match<Decision>(
                accepted: it => it with { NewRecords = [order], ChangedRecords = returned },
                refused: why => why
            );
    }

    private Order CreateOrder(ProgrammeTerms terms, EarningResult earned, DateOnly today, Request request) =>
        new()
        {
            ProgrammeId = terms.ProgrammeId,
            MerchantId = MerchantId,
            OrderId = OrderId,
            EntryId = request.EntryId,
            Revision = terms.Number,
            OccurredAt = OccurredAt,
            Channel = Channel,
            Lines = Lines,
            PaidWithPoints = PaidWithPoints,
            Points = earned.Points,
            PointsByLine = earned.PointsByLine,
            ExpiresOn = terms.Validity.ExpiresOn(today),
            BudgetPeriod = terms.Budget?.PeriodOf(today),
            RedemptionIds = RedemptionIds,
        };

    /// <summary>What the purchase earns this member: windows, age and tier are those of its time, caps those of posting.</summary>
    private EarningResult Evaluate(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        var order = wallet.BuildRuleContext(terms, OccurredAt, now) with
        {
            MerchantId = MerchantId,
            Channel = Channel,
            Total = Total,
        };
        return terms.EarningRules.Evaluate(
            Lines,
            PaidWithPoints,
            order,
            wallet.Counters.KeepLimits(terms.IsLimitCounter),
            terms.BusinessDateOf(now)
        );
    }

    /// <summary>What the wallet learns from the purchase: the categories bought, where the member consents, and the visit, which may raise the tier at once.</summary>
    private (Wallet After, Explanation? Upgrade) ApplyVisit(
        Wallet wallet,
        Order order,
        ProgrammeTerms terms,
        DateOnly today
    )
    {
        var recent = wallet.Facts.Personalisation
            ? wallet.RecentCategories.Append(Lines, terms.EarningRules.RecentLinesNeeded)
            : RecentCategories.None;
        if (terms.Tiers is not { } tiers)
            return (wallet with { RecentCategories = recent, TierStanding = TierStanding.None }, null);

        var spent = EligibleTotal - order.CashRefunded;
        if (spent == Fen.Zero)
            return (wallet with { RecentCategories = recent }, null); // No spending, no visit.
        var standing = wallet.TierStanding.AddVisit(terms.BusinessDateOf(OccurredAt), spent, tiers.WindowStart(today));
        var (present, reached) = (tiers.FindLevel(standing.Current), standing.Qualified(tiers, today));
        if (!tiers.IsAbove(reached, present))
            return (wallet with { RecentCategories = recent, TierStanding = standing }, null);
        var (spend, visits) = standing.SpendSince(tiers.WindowStart(today));
        var upgrade = new Explanation(
            reached.RuleId,
            Points.Zero,
            FormattableString.Invariant(
                $"{reached.Tier} from now on: {spend} and {visits} visits in {tiers.WindowMonths} months"
            ),
            IsAboutMember: true
        );
        return (
            wallet with
            {
                RecentCategories = recent,
                TierStanding = standing.ChangeTier(reached.Tier, OccurredAt),
            },
            upgrade
        );
    }

    /// <summary>Why these terms do not take the purchase, whoever the member is; null if they do.</summary>
    public Refusal? FindTermsRefusal(ProgrammeTerms terms, DateTimeOffset now)
    {
        if (OccurredAt > now + ClockSkewMax)
            return new Refusal.Invalid("occurredAt", "must not be in the future");
        if (terms.FindMerchant(MerchantId) is not { Issues: true })
            return new Refusal.MerchantNotInProgramme(MerchantId);
        if (!ByOperator && OccurredAt < now.AddDays(-terms.Earning.LateDays))
            return new Refusal.TooLate(terms.Earning.LateDays);
        return terms.Issuer.FindRefusal(terms.BusinessDateOf(now));
    }
}

/// <summary>Posts purchases, and tells what one would earn.</summary>
public sealed class AccrueHandler(IWalletStore wallets, IProgrammes programmes, Issuance issuance, StockReturns returns)
{
    public async Task<Outcome> Handle(Accrue command, Request request, CancellationToken ct)
    {
        var terms = await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct);
        // What the terms refuse is refused before anyone looks for the member: a stranger must not learn who is one.
        if (FindTermsRefusal(command, terms, request) is { } refusal)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, refusal, ct);
        var most = terms!.EarningRules.MaxEarnable(command.Lines, command.EligibleTotal);
        // An order that was refunded before it came returns what had paid for it.
        return await returns.CommitWithReturns(
            command.Wallet.MemberId,
            command.RedemptionIds,
            request.Now,
            () =>
                issuance.Commit(
                    command.Wallet,
                    request,
                    terms,
                    most,
                    (wallet, records, allowance) => Accrue.Decide(wallet, records, command, terms, request, allowance),
                    ct
                ),
            ct
        );
    }

    /// <summary>The same arithmetic with nothing written.</summary>
    public async Task<Decision> Quote(Accrue command, DateTimeOffset now, CancellationToken ct)
    {
        var (terms, request) = (
            await programmes.FindTerms(command.Wallet.ProgrammeId, now, ct),
            Request.WithoutCaller(now)
        );
        if (FindTermsRefusal(command, terms, request) is { } refusal)
            return refusal;
        return await wallets.Evaluate(
                command.Wallet,
                (wallet, records) => Accrue.Decide(wallet, records, command, terms!, request, Allowance.Unlimited),
                ct
            ) ?? new Refusal.MemberNotEnrolled();
    }

    private static Refusal? FindTermsRefusal(Accrue command, ProgrammeTerms? terms, Request request) =>
        terms is null ? Refusal.NotFound.Programme : command.FindTermsRefusal(terms, request.Now);
}
