using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Earning;

/// <summary>A member did what the programme has published points for, beside buying (law L4).</summary>
/// <param name="Reference">Tells one time from another: the same one counts once, whatever the idempotency key.</param>
/// <param name="ByOperator">Operators may book every action; members those that are open to them.</param>
public sealed record RecordAction(WalletId Wallet, string Action, string Reference, bool ByOperator)
{
    /// <summary>The day of the member's own that a job books it for, which may be past by then; null for today.</summary>
    public DateOnly? OwnDay { get; init; }

    public string Fingerprint() => Digest.Compute("act", Wallet.MemberId, Wallet.ProgrammeId, Action, Reference);

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
        if (!IsForMemberOn(action, day, wallet, terms, request.Now))
            return new Refusal.NotEligible("this is not for this member, or not today");
        var (counters, period) = (wallet.Counters.KeepLimits(terms.IsLimitCounter), action.Limit.Per.PeriodKey(day));
        var times = counters.Used(action.CounterId, period) + 1;
        if (times > action.Limit.Times)
            return new Refusal.LimitReached(
                $"{action.Action} counts {action.Limit.Times} times {action.Limit.Per.ToPhrase()}"
            );

        var why = new Explanation(
            action.Action,
            action.Points,
            FormattableString.Invariant(
                $"{action.Name.En}, time {times} of {action.Limit.Times} {action.Limit.Per.ToPhrase()}"
            )
        );
        var after = wallet with { Counters = counters.Add(action.CounterId, period, 1) };
        return new PointsIssue(
            new EntryKind.Action(command.Action, command.Reference),
            action.Points,
            action.MerchantId,
            [why]
        )
            .BookOn(after.BeginChange(terms, request.Now), request, allowance)
            .Match<Decision>(
                accepted: it =>
                    it with
                    {
                        NewRecords =
                        [
                            new ActionRecord(terms.ProgrammeId, command.Action, command.Reference, request.EntryId),
                            .. command.CreateGreeting(action, terms, request.Now),
                        ],
                    },
                refused: no => no
            );
    }

    /// <summary>Why these terms do not take it, whoever the member is; null if they do.</summary>
    public Refusal? FindTermsRefusal(ProgrammeTerms terms, DateTimeOffset now)
    {
        if (terms.FindAction(Action) is not { } action)
            return new Refusal.NotFound("action");
        if (!ByOperator && !action.CanMembersRequest)
            return new Refusal.NotForCaller();
        return terms.Issuer.FindRefusal(terms.BusinessDateOf(now));
    }

    /// <summary>Who is given something without having asked is told.</summary>
    private IEnumerable<Notice> CreateGreeting(PublishedAction action, ProgrammeTerms terms, DateTimeOffset now) =>
        OwnDay is { } day ? [OwnDayGifts.CreateGreeting(Wallet, action, day, action.Points, terms, now)] : [];

    private static bool IsForMemberOn(
        PublishedAction action,
        DateOnly day,
        Wallet wallet,
        ProgrammeTerms terms,
        DateTimeOffset now
    ) =>
        (action.OwnDay is not { } own || wallet.Facts.IsOwnDay(own, day))
        && action.When.HoldsFor(wallet.BuildRuleContext(terms, now, now));
}

/// <summary>Books what members do beside buying.</summary>
public sealed class RecordActionHandler(IWalletStore wallets, IProgrammes programmes, Issuance issuance)
{
    public async Task<Outcome> Handle(RecordAction command, Request request, CancellationToken ct)
    {
        var terms = await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct);
        var refusal = terms is null ? Refusal.NotFound.Programme : command.FindTermsRefusal(terms, request.Now);
        return refusal is not null
            ? await wallets.RefuseUnlessBooked(command.Wallet, request, refusal, ct)
            : await issuance.Commit(
                command.Wallet,
                request,
                terms!,
                terms!.FindAction(command.Action)!.Points,
                (wallet, _, allowance) => RecordAction.Decide(wallet, command, terms, request, allowance),
                ct
            );
    }
}
