using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Refunding;
using Points.Domain.Stocking;
using Points.Domain.Wallets;

namespace Points.Domain.Accruing;

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
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

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
        Records records,
        Accrue command,
        ProgrammeRevision terms,
        Request request,
        Allowance allowance
    )
    {
        if ((command.FirstRefusal(terms, request.Now) ?? wallet.Facts.FirstRefusal()) is { } refusal)
            return refusal;
        var awaited = new RecordKey.Awaited(terms.ProgrammeId, command.MerchantId, command.OrderId);
        if (wallet.Awaited.FirstOrDefault(it => it.Order == awaited) is not { } early)
            return command.Post(wallet.Post(terms, request.Now), Records.None, order => order, request, allowance);
        if (!records.Has(awaited))
            return new Decision.Needs([awaited]);
        // Its refunds were here before it.
        var met = wallet with
        {
            Awaited = wallet.Awaited.Remove(early),
        };
        return command.Post(
            met.Post(terms, request.Now),
            records,
            records.Find<AwaitedOrder>(awaited)!.Take,
            request,
            allowance
        );
    }

    /// <param name="refunded">The order as refunds leave it that came before it.</param>
    private Decision Post(
        Posting before,
        Records records,
        Func<Order, Order> refunded,
        Request request,
        Allowance allowance
    )
    {
        var (terms, earned) = (before.Terms, Evaluate(before.Wallet, before.Terms, request.Now));
        var order = refunded(New(terms, earned, before.Today, request));
        if (records.Missing(ReturnedRedemptions.Keys(order)) is { IsEmpty: false } missing)
            return new Decision.Needs(missing);

        var (after, upgrade) = Remember(before.Wallet with { Counters = earned.Counters }, order, terms, before.Today);
        var (posting, returned) = ReturnedRedemptions.Return(before with { Wallet = after }, records, order, request);
        var explanation = upgrade is null ? earned.Explanation : earned.Explanation.Add(upgrade);
        var issue = new Issue(new Cause.Purchase(MerchantId, OrderId), earned.Points, MerchantId, explanation)
        {
            Refunded = order.TakenBack,
        };
        return issue
            .To(posting, request, allowance)
            .Match<Decision>(accepted: it => it with { Creates = [order], Changes = returned }, refused: why => why);
    }

    private Order New(ProgrammeRevision terms, Earned earned, DateOnly today, Request request) =>
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
            Shares = earned.Shares,
            ExpiresOn = terms.Validity.ExpiresOn(today),
            BudgetPeriod = terms.Budget?.PeriodOf(today),
            RedemptionIds = RedemptionIds,
        };

    /// <summary>What the purchase earns this member: windows, age and tier are those of its time, caps those of posting.</summary>
    private Earned Evaluate(Wallet wallet, ProgrammeRevision terms, DateTimeOffset now)
    {
        var order = wallet.Circumstances(terms, OccurredAt, now) with
        {
            MerchantId = MerchantId,
            Channel = Channel,
            Total = Total,
        };
        return terms.Rules.Evaluate(
            Lines,
            PaidWithPoints,
            order,
            wallet.Counters.Only(terms.IsLimit),
            terms.BusinessDate(now)
        );
    }

    /// <summary>What the wallet learns from the purchase: the categories bought, where the member consents, and the visit, which may raise the tier at once.</summary>
    private (Wallet After, Explanation? Upgrade) Remember(
        Wallet wallet,
        Order order,
        ProgrammeRevision terms,
        DateOnly today
    )
    {
        var recent = wallet.Facts.Personalisation
            ? wallet.Recent.With(Lines, terms.Rules.LinesRemembered)
            : RecentCategories.None;
        if (terms.Tiers is not { } tiers)
            return (wallet with { Recent = recent, Standing = TierStanding.None }, null);

        var spent = EligibleTotal - order.CashRefunded;
        if (spent == Fen.Zero)
            return (wallet with { Recent = recent }, null); // No spending, no visit.
        var standing = wallet.Standing.Visit(terms.BusinessDate(OccurredAt), spent, tiers.WindowFirst(today));
        var (present, reached) = (tiers.Level(standing.Current), standing.Qualified(tiers, today));
        if (!tiers.IsAbove(reached, present))
            return (wallet with { Recent = recent, Standing = standing }, null);
        var (spend, visits) = standing.From(tiers.WindowFirst(today));
        var upgrade = new Explanation(
            reached.RuleId,
            Points.Zero,
            FormattableString.Invariant(
                $"{reached.Tier} from now on: {spend} and {visits} visits in {tiers.WindowMonths} months"
            ),
            IsAboutMember: true
        );
        return (wallet with { Recent = recent, Standing = standing.Become(reached.Tier, OccurredAt) }, upgrade);
    }

    /// <summary>Why these terms do not take the purchase, whoever the member is; null if they do.</summary>
    public Refusal? FirstRefusal(ProgrammeRevision terms, DateTimeOffset now)
    {
        if (OccurredAt > now + ClockTolerance)
            return new Refusal.Invalid("occurredAt", "must not be in the future");
        if (terms.Merchant(MerchantId) is not { Issues: true })
            return new Refusal.MerchantNotInProgramme(MerchantId);
        if (!ByOperator && OccurredAt < now.AddDays(-terms.Earning.LateDays))
            return new Refusal.TooLate(terms.Earning.LateDays);
        return terms.Issuer.RefusalOn(terms.BusinessDate(now));
    }
}

/// <summary>Posts purchases, and tells what one would earn.</summary>
public sealed class Accruals(IWalletStore wallets, IProgrammes programmes, Issuance issuance, StockReturns returns)
{
    public async Task<Outcome> Handle(Accrue command, Request request, CancellationToken ct)
    {
        var terms = await programmes.TermsOf(command.Wallet.ProgrammeId, request.Now, ct);
        // What the terms refuse is refused before anyone looks for the member: a stranger must not learn who is one.
        if (FirstRefusal(command, terms, request) is { } refusal)
            return await wallets.Refuse(command.Wallet, request, refusal, ct);
        var most = terms!.Rules.MostEarnable(command.Lines, command.EligibleTotal);
        // An order that was refunded before it came returns what had paid for it.
        return await returns.Around(
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
        var (terms, request) = (await programmes.TermsOf(command.Wallet.ProgrammeId, now, ct), Request.OfNobody(now));
        if (FirstRefusal(command, terms, request) is { } refusal)
            return refusal;
        return await wallets.Ask(
                command.Wallet,
                (wallet, records) => Accrue.Decide(wallet, records, command, terms!, request, Allowance.Unlimited),
                ct
            ) ?? new Refusal.MemberNotEnrolled();
    }

    private static Refusal? FirstRefusal(Accrue command, ProgrammeRevision? terms, Request request) =>
        terms is null ? Refusal.NotFound.Programme : command.FirstRefusal(terms, request.Now);
}
