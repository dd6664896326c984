using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Earning;

/// <summary>
/// Gives members the gifts that the programme promises for their own days, such as birthdays. It makes up for missed
/// days. It retries a gift that is refused for a temporary reason, such as a used-up budget, for up to 30 days.
/// </summary>
public sealed class OwnDayGiftRun(IWalletStore wallets, WalletBatchRunner runner, RecordActionHandler recordAction)
{
    /// <summary>How many days after its own day a gift may still be given.</summary>
    public const int LateDaysMax = 30;

    private const string Caller = "job",
        Route = "gifts";

    /// <returns>How many wallets were due and are done. A wallet with a gift to retry does not count.</returns>
    public Task<long> Run(RunShare share, CancellationToken ct) =>
        runner.Run(
            MaintenanceKind.Gifts,
            (wallet, terms, token) => GiveGifts(wallet, terms, share.Now, token),
            share,
            ct
        );

    private async Task<bool> GiveGifts(WalletId id, ProgrammeTerms terms, DateTimeOffset now, CancellationToken ct)
    {
        if (await wallets.Find(id, ct) is not { GiftsDueAt: { } dueAt } wallet || dueAt > now)
            return false;
        var (today, due) = (terms.BusinessDateOf(now), terms.BusinessDateOf(dueAt));
        var first = due < today.PlusDays(-LateDaysMax) ? today.PlusDays(-LateDaysMax) : due;
        var greetingsWithoutPoints = ImmutableArray<WalletRecord>.Empty;
        foreach (var (action, day) in OwnDayGifts.ListBetween(wallet.Facts, terms, first, today))
        {
            var gift = new RecordAction(id, action.Action, FormattableString.Invariant($"{day:O}"), ByOperator: true)
            {
                OwnDay = day,
            };
            Outcome outcome;
            try
            {
                outcome = await recordAction.Handle(gift, CreateRequest(gift, now), ct);
            }
            catch (BudgetBusyException)
            {
                return false; // The next run gives the gift, even if its last day is over by then.
            }
            if (outcome is not Outcome.Refused { Refusal: var refusal })
                continue;
            if (IsTemporary(refusal) && day > today.PlusDays(-LateDaysMax))
                return false;
            // If one pet's birthday used up the year's limit, the other pets still get a greeting, without points.
            if (refusal is Refusal.LimitReached)
                greetingsWithoutPoints = greetingsWithoutPoints.Add(
                    OwnDayGifts.CreateGreeting(id, action, day, Points.Zero, terms, now)
                );
        }
        return await wallets.CommitMaintenance(
            id,
            it =>
                it.GiftsDueAt == dueAt
                    ? new((it with { GiftsDueAt = null }).BeginChange(terms, now))
                    {
                        NewRecords = greetingsWithoutPoints,
                    }
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
