using System.Collections.Immutable;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Earning;

/// <summary>
/// Gives members what the programme promises them on days of their own. A day that was missed is made good; a gift that is
/// refused for now — a budget used up, a member frozen — is tried again for a while.
/// </summary>
public sealed class OwnDayGiftRun(IWalletStore wallets, WalletBatchRunner runner, RecordActionHandler recordAction)
{
    /// <summary>How long after its day a gift may still come.</summary>
    public const int LateDaysMax = 30;

    private const string Caller = "job",
        Route = "gifts";

    /// <returns>How many members had a day of their own.</returns>
    public Task<long> Run(DateTimeOffset now, CancellationToken ct) =>
        runner.Run(
            wallets.ListDue(MaintenanceKind.Gifts, now, ct),
            (wallet, terms, token) => GiveGifts(wallet, terms, now, token),
            now,
            ct
        );

    private async Task<bool> GiveGifts(WalletId id, ProgrammeTerms terms, DateTimeOffset now, CancellationToken ct)
    {
        if (await wallets.Find(id, ct) is not { GiftsDueAt: { } dueAt } wallet || dueAt > now)
            return false;
        var (today, due) = (terms.BusinessDateOf(now), terms.BusinessDateOf(dueAt));
        var first = due < today.AddDays(-LateDaysMax) ? today.AddDays(-LateDaysMax) : due;
        var greetings = ImmutableArray<WalletRecord>.Empty;
        foreach (var (action, day) in OwnDayGifts.ListBetween(wallet.Facts, terms, first, today))
        {
            var gift = new RecordAction(id, action.Action, FormattableString.Invariant($"{day:O}"), ByOperator: true)
            {
                OwnDay = day,
            };
            var outcome = await recordAction.Handle(gift, CreateRequest(gift, now), ct);
            if (outcome is not Outcome.Refused { Refusal: var why })
                continue;
            if (IsTemporary(why) && day > today.AddDays(-LateDaysMax))
                return false;
            // Of several pets one has brought the year's points: the others are greeted all the same.
            if (why is Refusal.LimitReached)
                greetings = greetings.Add(OwnDayGifts.CreateGreeting(id, action, day, Points.Zero, terms, now));
        }
        return await wallets.CommitMaintenance(
            id,
            it =>
                it.GiftsDueAt == dueAt
                    ? new((it with { GiftsDueAt = null }).BeginChange(terms, now)) { NewRecords = greetings }
                    : null,
            ct
        );
    }

    private static Request CreateRequest(RecordAction gift, DateTimeOffset now) =>
        Request.From(
            Caller,
            Route,
            $"{gift.Wallet.ProgrammeId}/{gift.Action}/{gift.Reference}",
            gift.Fingerprint(),
            now
        );

    private static bool IsTemporary(Refusal refusal) =>
        refusal is Refusal.BudgetExhausted or Refusal.MemberFrozen or Refusal.ProgrammeNotLicensed;
}
