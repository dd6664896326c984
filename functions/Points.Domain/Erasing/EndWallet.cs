using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;

namespace Points.Domain.Erasing;

/// <summary>
/// Ends the wallet of a member who is erased, by the rules that the terms state: holds for rewards are cancelled, all
/// points end, usable or pending, and so does what is owed. Books it in one commit, whose last entry says so.
/// </summary>
public static class EndWallet
{
    /// <summary>The rule that explains which points ended.</summary>
    public const string Rule = "erasure";

    /// <summary>A wallet ends once, however often that is tried.</summary>
    public static Request RequestFor(WalletId wallet, DateTimeOffset now) =>
        new(EntryId.OfErasure(wallet), Digest.Compute("erasure", wallet.ProgrammeId), now);

    /// <param name="wallet">No transfer of it may be under way: those complete first.</param>
    /// <exception cref="InvalidOperationException">A transfer is under way.</exception>
    public static Decision Decide(Wallet wallet, LoadedRecords records, ProgrammeTerms terms, Request request)
    {
        var pending = wallet.BeginChange(terms, request.Now);
        if (pending.Wallet.Holds.Any(hold => hold is Hold.InTransit))
            throw new InvalidOperationException("a transfer must complete before its wallet ends");
        var holds = pending.Wallet.Holds.OfType<Hold.ForReward>().ToArray();
        if (records.FindMissing(holds.Select(KeyOf)) is { IsEmpty: false } missing)
            return new Decision.NeedsRecords(missing);
        var changed = new List<WalletRecord>();
        foreach (var hold in holds)
        {
            var held = records.Find<Redemption>(KeyOf(hold)) ?? throw NotFound(hold);
            (pending, var cancelled, _) = HeldRedemption.Release(
                pending,
                held,
                hold,
                FaultParty.Member,
                reason: null,
                Allowance.None,
                EntryId.OfHoldErasure(hold.HoldId),
                fingerprint: null,
                request
            );
            changed.Add(cancelled);
        }
        return new Decision.Accepted(End(pending, request)) { ChangedRecords = [.. changed] };
    }

    private static PendingChange End(PendingChange pending, Request request)
    {
        var (wallet, change) = (pending.Wallet, pending.NextChange.Take(pending.Wallet.Lots.Total));
        change = wallet.PendingLots.All.Aggregate(change, (it, lot) => it.TakeFromPending(lot).After);
        change = wallet.Debts.Aggregate(change, (it, debt) => it.AddDebt(debt.OwedTo, -debt.Points));
        change = change with { Wallet = ForgetPerson(change.Wallet) };
        var points = wallet.Lots.Total + wallet.PendingLots.Total;
        return pending.Book(
            request,
            new EntryKind.Erasure(pending.Today),
            change,
            [new(Rule, -points, $"the member was erased: {points} points ended, and {wallet.Debt} owed points")]
        );
    }

    /// <summary>What a wallet knows of the person besides points ends with them.</summary>
    private static Wallet ForgetPerson(Wallet wallet) =>
        wallet with
        {
            Facts = new(IdentityVerified: false, Frozen: false),
            Counters = LimitCounters.None,
            TierStanding = TierStanding.None,
            RecentCategories = RecentCategories.None,
            RemindersSent = [],
            ReleasedHolds = [],
            OwnDayUses = OwnDayUses.None,
            PostponedGrants = [],
            ChangeNotifications = [],
        };

    private static RecordKey KeyOf(Hold hold) => new RecordKey.Redemption(hold.HoldId);

    private static InvalidOperationException NotFound(Hold hold) => new($"hold {hold.HoldId} has no redemption");
}
