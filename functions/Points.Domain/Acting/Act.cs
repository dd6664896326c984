using Points.Domain.Budgets;
using Points.Domain.Deciding;
using Points.Domain.Gifting;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Wallets;

namespace Points.Domain.Acting;

/// <summary>A member did what the programme has published points for, beside buying (law L4).</summary>
/// <param name="Reference">Tells one time from another: the same one counts once, whatever the idempotency key.</param>
/// <param name="ByOperator">Operators may book every action; members those that are open to them.</param>
public sealed record Act(WalletId Wallet, string Action, string Reference, bool ByOperator)
{
    /// <summary>The day of the member's own that a job books it for, which may be past by then; null for today.</summary>
    public DateOnly? OwnDay { get; init; }

    public string Fingerprint() => Digest.Of("act", Wallet.MemberId, Wallet.ProgrammeId, Action, Reference);

    public static Decision Decide(
        Wallet wallet,
        Act command,
        ProgrammeRevision terms,
        Request request,
        Allowance allowance
    )
    {
        if ((command.FirstRefusal(terms, request.Now) ?? wallet.Facts.FirstRefusal()) is { } refusal)
            return refusal;

        var (action, day) = (terms.Action(command.Action)!, command.OwnDay ?? terms.BusinessDate(request.Now));
        if (!IsMembersDay(action, day, wallet, terms, request.Now))
            return new Refusal.NotEligible("this is not for this member, or not today");
        var (counters, period) = (wallet.Counters.Only(terms.IsLimit), action.Limit.Per.PeriodOf(day));
        var times = counters.Used(action.CounterId, period) + 1;
        if (times > action.Limit.Times)
            return new Refusal.LimitReached(
                $"{action.Action} counts {action.Limit.Times} times {action.Limit.Per.Words()}"
            );

        var why = new Explanation(
            action.Action,
            action.Points,
            FormattableString.Invariant(
                $"{action.Name.En}, time {times} of {action.Limit.Times} {action.Limit.Per.Words()}"
            )
        );
        var after = wallet with { Counters = counters.Add(action.CounterId, period, 1) };
        return new Issue(new Cause.Deed(command.Action, command.Reference), action.Points, action.MerchantId, [why])
            .To(after.Post(terms, request.Now), request, allowance)
            .Match<Decision>(
                accepted: it =>
                    it with
                    {
                        Creates =
                        [
                            new Deed(terms.ProgrammeId, command.Action, command.Reference, request.EntryId),
                            .. command.Greeting(action, terms, request.Now),
                        ],
                    },
                refused: no => no
            );
    }

    /// <summary>Why these terms do not take it, whoever the member is; null if they do.</summary>
    public Refusal? FirstRefusal(ProgrammeRevision terms, DateTimeOffset now)
    {
        if (terms.Action(Action) is not { } action)
            return new Refusal.NotFound("action");
        if (!ByOperator && !action.ByMember)
            return new Refusal.NotForCaller();
        return terms.Issuer.RefusalOn(terms.BusinessDate(now));
    }

    /// <summary>Who is given something without having asked is told.</summary>
    private IEnumerable<Notice> Greeting(PublishedAction action, ProgrammeRevision terms, DateTimeOffset now) =>
        OwnDay is { } day ? [OwnDayGifts.Greeting(Wallet, action, day, action.Points, terms, now)] : [];

    private static bool IsMembersDay(
        PublishedAction action,
        DateOnly day,
        Wallet wallet,
        ProgrammeRevision terms,
        DateTimeOffset now
    ) =>
        (action.On is not { } own || wallet.Facts.Has(own, day))
        && action.When.HoldsFor(wallet.Circumstances(terms, now, now));
}

/// <summary>Books what members do beside buying.</summary>
public sealed class Acts(IWalletStore wallets, IProgrammes programmes, Issuance issuance)
{
    public async Task<Outcome> Handle(Act command, Request request, CancellationToken ct)
    {
        var terms = await programmes.TermsOf(command.Wallet.ProgrammeId, request.Now, ct);
        var refusal = terms is null ? Refusal.NotFound.Programme : command.FirstRefusal(terms, request.Now);
        return refusal is not null
            ? await wallets.Refuse(command.Wallet, request, refusal, ct)
            : await issuance.Commit(
                command.Wallet,
                request,
                terms!,
                terms!.Action(command.Action)!.Points,
                (wallet, _, allowance) => Act.Decide(wallet, command, terms, request, allowance),
                ct
            );
    }
}
