using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Earning;

/// <summary>A member did something other than buying that earns published points, such as a survey (law L4).</summary>
/// <param name="Reference">Identifies one occurrence. It counts once, whatever the idempotency key.</param>
/// <param name="ByOperator">Operators may record every action; members only those that the terms open to them.</param>
public sealed record RecordAction(WalletId Wallet, string Action, string Reference, bool ByOperator)
{
    /// <summary>What its refusals are about.</summary>
    private const string Subject = "this action";

    /// <summary>
    /// The member's own day, such as a birthday, that a job books this gift for. It may be in the past. Null for an
    /// action that counts today.
    /// </summary>
    public DateOnly? OwnDay { get; init; }

    /// <summary>A gift that a job books is no act of the member's, and uses up no day for purchases.</summary>
    private OwnDayBenefit Benefit => OwnDay is null ? OwnDayBenefit.Rules : OwnDayBenefit.Gifts;

    /// <summary>Covers what is reported of the action, but not who reports it.</summary>
    public string Fingerprint() => Digest.Compute("act", Wallet.MemberId, Wallet.ProgrammeId, Action, Reference);

    /// <summary>Books the action's published points, within its limit.</summary>
    /// <param name="allowance">The points that the budget lets this decision issue (law L6).</param>
    public static Decision Decide(
        Wallet wallet,
        RecordAction command,
        ProgrammeTerms terms,
        Request request,
        Allowance allowance
    )
    {
        if ((command.FindTermsRefusal(terms, request.Now) ?? wallet.Facts.FindRefusal()) is { } refusal)
            return refusal;

        var (action, day) = (terms.FindAction(command.Action)!, command.OwnDay ?? terms.BusinessDateOf(request.Now));
        if (FindEligibilityRefusal(action, day, wallet, terms, command.Benefit, request.Now) is { } notEligible)
            return notEligible;
        if (
            action.OwnDay is { } own
            && !wallet.OwnDayUses.Allow(own, day, wallet.CountGiftDaysMax(action), OwnDayBenefit.Gifts)
        )
            return new Refusal.LimitReached(
                $"{action.Action} counts once in twelve months, also if the birthday was changed"
            );
        var (counters, period) = (wallet.Counters.KeepLimits(terms.IsLimitCounter), action.Limit.Per.PeriodKey(day));
        var times = counters.Used(action.CounterId, period) + 1;
        if (times > action.Limit.Times)
            return new Refusal.LimitReached(
                $"{action.Action} counts {action.Limit.Times} times {action.Limit.Per.ToPhrase()}"
            );

        var explanation = new Explanation(
            action.Action,
            action.Points,
            FormattableString.Invariant(
                $"{action.Name.En}, time {times} of {action.Limit.Times} {action.Limit.Per.ToPhrase()}"
            )
        );
        var counted = wallet with { Counters = counters.Add(action.CounterId, period, 1) };
        var after = counted
            .UseOwnDays(ListKinds(action.OwnDay), day, terms, request.Now, OwnDayBenefit.Gifts)
            .UseOwnDays(
                ListKinds(action.When.OwnDay),
                terms.BusinessDateOf(request.Now),
                terms,
                request.Now,
                command.Benefit
            );
        return new PointsIssue(
            new EntryKind.Action(command.Action, command.Reference),
            action.Points,
            action.MerchantId,
            [explanation]
        )
            .BookOn(after.BeginChange(terms, request.Now), request, allowance)
            .Match<Decision>(
                accepted: it =>
                    it with
                    {
                        NewRecords =
                        [
                            new ActionRecord(
                                terms.ProgrammeId,
                                command.Action,
                                command.Reference,
                                request.EntryIdIn(wallet.LedgerKey)
                            ),
                            .. command.CreateGreeting(action, terms, request.Now),
                        ],
                    },
                refused: refusal => refusal
            );
    }

    /// <summary>Checks what does not depend on the member: the action, who may record it, the licence.</summary>
    /// <returns>Null if the terms accept the action.</returns>
    public Refusal? FindTermsRefusal(ProgrammeTerms terms, DateTimeOffset now)
    {
        if (terms.FindAction(Action) is not { } action)
            return new Refusal.NotFound("action");
        if (!ByOperator && !action.CanMembersRequest)
            return new Refusal.NotForCaller();
        return terms.Issuer.FindRefusal(terms.BusinessDateOf(now));
    }

    /// <summary>A member who receives a gift without a request is notified.</summary>
    private IEnumerable<Notice> CreateGreeting(PublishedAction action, ProgrammeTerms terms, DateTimeOffset now) =>
        OwnDay is { } day ? [OwnDayGifts.CreateGreeting(Wallet, action, day, action.Points, terms, now)] : [];

    private static IEnumerable<OwnDay> ListKinds(OwnDay? kind) => kind is { } own ? [own] : [];

    /// <summary>Says which of the terms' rules fails. Only operators and the member are told.</summary>
    private static Refusal.NotEligible? FindEligibilityRefusal(
        PublishedAction action,
        DateOnly day,
        Wallet wallet,
        ProgrammeTerms terms,
        OwnDayBenefit benefit,
        DateTimeOffset now
    )
    {
        if (action.OwnDay is { } own && !wallet.Facts.IsOwnDay(own, day, terms.TimeZone))
            return EligibilityText.RefuseExceptOn(own, Subject);
        var member = wallet.BuildRuleContext(terms, now, now) with
        {
            OwnDays = wallet.ListOwnDays(terms.BusinessDateOf(now), terms, benefit),
        };
        return action.When.HoldsFor(member) ? null : EligibilityText.FindRefusal(Subject, action.When, terms);
    }
}

/// <summary>Books members' actions other than purchases.</summary>
public sealed class RecordActionHandler(IWalletStore wallets, IProgrammes programmes, Issuance issuance)
{
    public async Task<Outcome> Handle(RecordAction command, Request request, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, Refusal.NotFound.Programme, ct);
        return command.FindTermsRefusal(terms, request.Now) is { } refusal
            ? await wallets.RefuseUnlessBooked(command.Wallet, request, refusal, ct)
            : await issuance.Commit(
                command.Wallet,
                request,
                terms,
                (wallet, _, allowance) => RecordAction.Decide(wallet, command, terms, request, allowance),
                ct
            );
    }
}
