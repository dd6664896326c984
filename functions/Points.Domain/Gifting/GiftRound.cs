using System.Collections.Immutable;
using Points.Domain.Acting;
using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Gifting;

/// <summary>
/// Gives members what the programme promises them on days of their own. A day that was missed is made good; a gift that is
/// refused for now — a budget used up, a member frozen — is tried again for a while.
/// </summary>
public sealed class GiftRound(IWalletStore wallets, IProgrammes programmes, Acts acts)
{
    /// <summary>How long after its day a gift may still come.</summary>
    public const int LateDaysMax = 30;

    private const string Caller = "job", Route = "gifts";

    /// <returns>How many members had a day of their own.</returns>
    public async Task<long> Run(DateTimeOffset now, CancellationToken ct)
    {
        var steps = new Steps();
        var given = await steps.TakeEach(wallets.Due(Due.Gifts, now, ct), (wallet, token) => See(wallet, now, token), ct);
        steps.ThrowIfAnyFailed($"{given} members were seen to");
        return given;
    }

    private async Task<bool> See(WalletId id, DateTimeOffset now, CancellationToken ct)
    {
        if (await programmes.TermsOf(id.ProgrammeId, now, ct) is not { } terms || await wallets.Find(id, ct) is not { GiftsDueAt: { } dueAt } wallet || dueAt > now) return false;
        var (today, due) = (terms.BusinessDate(now), terms.BusinessDate(dueAt));
        var first = due < today.AddDays(-LateDaysMax) ? today.AddDays(-LateDaysMax) : due;
        var greetings = ImmutableArray<Record>.Empty;
        foreach (var (action, day) in OwnDayGifts.Between(wallet.Facts, terms, first, today))
        {
            var outcome = await acts.Handle(GiftOf(id, action, day), RequestOf(id, action, day, now), ct);
            if (outcome is not Outcome.Refused { Refusal: var why }) continue;
            if (IsForNow(why) && day > today.AddDays(-LateDaysMax)) return false;
            // Of several pets one has brought the year's points: the others are greeted all the same.
            if (why is Refusal.LimitReached) greetings = greetings.Add(OwnDayGifts.Greeting(id, action, day, Points.Zero, terms, now));
        }
        return await wallets.Tend(id, it => it.GiftsDueAt == dueAt ? new((it with { GiftsDueAt = null }).Post(terms, now)) { Creates = greetings } : null, ct);
    }

    private static Act GiftOf(WalletId wallet, PublishedAction action, DateOnly day) =>
        new(wallet, action.Action, FormattableString.Invariant($"{day:O}"), ByOperator: true) { OwnDay = day };

    private static Request RequestOf(WalletId wallet, PublishedAction action, DateOnly day, DateTimeOffset now) => Request.From(
        Caller, Route, FormattableString.Invariant($"{wallet.ProgrammeId}/{action.Action}/{day:O}"), GiftOf(wallet, action, day).Fingerprint(), now);

    private static bool IsForNow(Refusal refusal) => refusal is Refusal.BudgetExhausted or Refusal.MemberFrozen or Refusal.ProgrammeNotLicensed;
}
