using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;

namespace Points.Domain.Granting;

/// <summary>Gives a member a grant of the terms once, without a request.</summary>
/// <param name="Period">The period of the grant's limit, such as <c>2027-01</c>; empty if it never ends.</param>
/// <param name="Number">Counts the grants of the period from 1.</param>
public sealed record MakeGrant(WalletId Wallet, string GrantId, string Period, long Number)
{
    /// <summary>A random code for the voucher that the grant may give.</summary>
    public required string VoucherCode { get; init; }

    /// <summary>The piece reserved from a limited stock; null if none is.</summary>
    public Reservation? Reservation { get; init; }

    private string Occurrence => FormattableString.Invariant($"{Period} #{Number}").TrimStart();

    /// <summary>The random code is left out: it differs between attempts.</summary>
    public string Fingerprint() =>
        new Digest()
            .Add("grant")
            .Add(Wallet.MemberId)
            .Add(Wallet.ProgrammeId)
            .Add(GrantId)
            .Add(Period)
            .Add(Number)
            .ToString();

    /// <summary>Books the points or the voucher, and the notice that tells the member.</summary>
    /// <param name="allowance">The points that the budget lets this decision issue (law L6).</param>
    public static Decision Decide(
        Wallet wallet,
        MakeGrant command,
        ProgrammeTerms terms,
        Request request,
        Allowance allowance
    )
    {
        var today = terms.BusinessDateOf(request.Now);
        if (terms.FindGrant(command.GrantId) is not { } grant)
            return new Refusal.NotFound("grant");
        if ((terms.Issuer.FindRefusal(today) ?? wallet.Facts.FindRefusal()) is { } refusal)
            return refusal;
        var member = wallet.BuildRuleContext(terms, request.Now, request.Now) with
        {
            OwnDays = wallet.ListOwnDays(today, terms, OwnDayBenefit.Gifts),
        };
        if (!grant.When.HoldsFor(member))
            return EligibilityText.FindRefusal("this grant", grant.When, terms)!;
        if (
            wallet.CountGrantsLeft(grant, terms, today) == 0
            || (grant.Limit.Per.PeriodKey(today), wallet.CountGranted(grant, today) + 1)
                != (command.Period, command.Number)
        )
            return new Refusal.LimitReached(
                $"{grant.GrantId} is given {grant.Limit.Times} times {grant.Limit.Per.ToPhrase()}"
            );
        var pending = wallet
            .CountGrant(grant, terms, today)
            .UseOwnDays(grant.When.OwnDay is { } own ? [own] : [], today, terms, request.Now, OwnDayBenefit.Gifts)
            .BeginChange(terms, request.Now);
        return grant.Points is { } points
            ? command.GivePoints(grant, points, pending, request, allowance)
            : command.GiveReward(grant, terms.FindReward(grant.RewardId!)!, pending, request);
    }

    private Decision GivePoints(
        Grant grant,
        Points points,
        PendingChange pending,
        Request request,
        Allowance allowance
    ) =>
        new PointsIssue(
            new EntryKind.Grant(GrantId, Occurrence, Reward: null),
            points,
            grant.MerchantId,
            [Explain(grant, points, $"{points} points")]
        )
            .BookOn(pending, request, allowance)
            .Match<Decision>(
                accepted: it =>
                    it with
                    {
                        NewRecords = [GrantNotice.OfPoints(Wallet, grant, Occurrence, points, it.PendingChange)],
                    },
                refused: refusal => refusal
            );

    private Decision GiveReward(Grant grant, Reward reward, PendingChange pending, Request request)
    {
        if (reward.Stock is not null && Reservation is null)
            return new Refusal.OutOfStock();
        var entryId = request.EntryIdIn(pending.Wallet.LedgerKey);
        var voucher = new Voucher(
            VoucherCode,
            reward.ValidDays is { } days ? pending.Today.PlusDays(days) : null,
            reward.MinimumBill,
            Use: null
        );
        var given = new GrantedReward(
            Redemption.IdOf(entryId),
            reward.RewardId,
            reward.MerchantId ?? pending.Terms.FindOnlyHonouringMerchant()!.MerchantId,
            reward.Price.Usual.Match(fixedPrice: it => it.Worth, variable: it => it.WorthOf(it.Minimum)),
            new(voucher.Code, voucher.ExpiresOn)
        );
        var counted = pending with { Wallet = pending.Wallet.CountReward(reward, 1, pending.Terms, request.Now) };
        var booked = counted.Book(
            request,
            new EntryKind.Grant(GrantId, Occurrence, given),
            counted.NextChange,
            [Explain(grant, Points.Zero, $"{reward.Name.En}, worth {given.Worth}")]
        );
        return new Decision.Accepted(booked)
        {
            NewRecords =
            [
                CreateRedemption(grant, given, voucher, entryId, booked) with
                {
                    CompensationRate = reward.CompensationRate,
                },
                GrantNotice.OfReward(Wallet, grant, Occurrence, given, booked),
            ],
        };
    }

    private Redemption CreateRedemption(
        Grant grant,
        GrantedReward given,
        Voucher voucher,
        string entryId,
        PendingChange booked
    ) =>
        new()
        {
            RedemptionId = given.RedemptionId,
            ProgrammeId = Wallet.ProgrammeId,
            RewardId = given.RewardId,
            HonouredBy = given.HonouredBy,
            Quantity = 1,
            Points = Points.Zero,
            Worth = given.Worth,
            Lots = [],
            At = booked.Now,
            Revision = booked.Terms.Number,
            Status = RedemptionStatus.Completed,
            History = [new(RedemptionStatus.Completed, booked.Now, entryId)],
            Voucher = voucher,
            Reservation = Reservation,
            Grant = new(GrantId, grant.MerchantId),
        };

    private Explanation Explain(Grant grant, Points points, string what) =>
        new(
            GrantId,
            points,
            FormattableString.Invariant(
                $"granted: {what}, number {Number} of {grant.Limit.Times} {grant.Limit.Per.ToPhrase()}"
            )
        );
}

/// <summary>Gives grants. A granted reward of limited stock takes a piece.</summary>
public sealed class MakeGrantHandler(Issuance issuance, RedemptionFromStock fromStock)
{
    /// <param name="terms">The terms in force.</param>
    public Task<Outcome> Handle(MakeGrant command, ProgrammeTerms terms, Request request, CancellationToken ct) =>
        terms.FindGrant(command.GrantId)?.RewardId is { } rewardId
        && terms.FindReward(rewardId) is { Stock: { } pieces }
            ? fromStock.Commit(
                command.Wallet,
                new(new(terms.ProgrammeId, rewardId, terms.Number, pieces), Count: 1, HeldUntil: null),
                (wallet, _, reservation) =>
                    MakeGrant.Decide(
                        wallet,
                        command with
                        {
                            Reservation = reservation,
                        },
                        terms,
                        request,
                        Allowance.None
                    ),
                request,
                ct
            )
            : issuance.CommitGrant(
                command.Wallet,
                request,
                terms,
                (wallet, _, allowance) => MakeGrant.Decide(wallet, command, terms, request, allowance),
                ct
            );
}
