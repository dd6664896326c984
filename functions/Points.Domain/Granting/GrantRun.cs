using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Granting;

/// <summary>
/// Gives members what the programme grants and they qualify for. It makes up for missed days while the condition still
/// holds. A grant that is refused is tried again on the next day, and one whose reward is out of stock under the next
/// terms.
/// </summary>
/// <param name="newVoucherCode">Creates an unguessable code.</param>
public sealed class GrantRun(
    IWalletStore wallets,
    WalletBatchRunner runner,
    MakeGrantHandler makeGrant,
    Func<string> newVoucherCode
)
{
    private const string Caller = "job",
        Route = "grants";

    /// <returns>How many grants were given, and how many were due and could not be given.</returns>
    public async Task<(long Given, long NotGiven)> Run(RunShare share, CancellationToken ct)
    {
        var (given, notGiven) = (0L, 0L);
        await runner.Run(
            MaintenanceKind.Grants,
            async (wallet, terms, token) =>
            {
                var counts = await GiveAll(wallet, terms, share.Now, token);
                Interlocked.Add(ref given, counts.Given);
                Interlocked.Add(ref notGiven, counts.NotGiven);
                return counts.Given > 0;
            },
            share,
            ct
        );
        return (given, notGiven);
    }

    private async Task<(int Given, int NotGiven)> GiveAll(
        WalletId id,
        ProgrammeTerms terms,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (given, postponed) = (0, ImmutableArray<PostponedGrant>.Empty);
        try
        {
            foreach (var grant in terms.Grants)
            {
                var (times, obstacle) = await GiveWhileDue(id, grant, terms, now, ct);
                given += times;
                if (obstacle is not null)
                    postponed = postponed.Add(obstacle);
            }
        }
        catch (BudgetBusyException)
        {
            return (given, 1); // The wallet stays due, and the next run gives the grant.
        }
        // A grant that was given has set the next due time.
        if (given == 0 || !postponed.IsEmpty)
            await wallets.CommitMaintenance(id, it => new(Postpone(it, postponed).BeginChange(terms, now)), ct);
        return (given, postponed.Length);
    }

    /// <returns>How many times it was given, and what stopped it; null if nothing did.</returns>
    private async Task<(int Times, PostponedGrant? Obstacle)> GiveWhileDue(
        WalletId id,
        Grant grant,
        ProgrammeTerms terms,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var (times, today, lastNumber) = (0, terms.BusinessDateOf(now), 0L);
        while (await wallets.Find(id, ct) is { } wallet && GrantSchedule.IsDue(grant, wallet, terms, now))
        {
            var number = wallet.CountGranted(grant, today) + 1;
            // Its entry exists, but its count was dropped under terms without this grant: it is not given again.
            if (number == lastNumber)
                return (times, new(grant.GrantId, terms.Number, Until: null));
            lastNumber = number;
            var command = new MakeGrant(id, grant.GrantId, grant.Limit.Per.PeriodKey(today), number)
            {
                VoucherCode = newVoucherCode(),
            };
            switch (await makeGrant.Handle(command, terms, CreateRequest(command, now), ct))
            {
                case Outcome.Booked { IsReplayed: false }:
                    times++;
                    break;
                case Outcome.Refused { Refusal: Refusal.OutOfStock }:
                    return (times, new(grant.GrantId, terms.Number, Until: null));
                case Outcome.Refused:
                    return (times, new(grant.GrantId, terms.Number, today.PlusDays(1)));
                default:
                    break; // Another run has given it: the loop continues with the next.
            }
        }
        return (times, null);
    }

    private static Wallet Postpone(Wallet wallet, ImmutableArray<PostponedGrant> postponed) =>
        wallet with
        {
            PostponedGrants = postponed.Aggregate(wallet.PostponedGrants, PostponedGrant.Add),
        };

    private static Request CreateRequest(MakeGrant grant, DateTimeOffset now) =>
        Request.From(
            Caller,
            Route,
            FormattableString.Invariant($"{grant.Wallet.ProgrammeId}/{grant.GrantId}/{grant.Period}/{grant.Number}"),
            grant.Fingerprint(),
            now
        );
}
