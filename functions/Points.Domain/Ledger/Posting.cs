using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Deciding;
using Points.Domain.Expiring;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Ledger;

/// <summary>A change that is not saved yet: the wallet as it will be, and the entries that take it there, oldest first.</summary>
public sealed record Posting(
    Wallet Wallet,
    ImmutableArray<LedgerEntry> Entries,
    ProgrammeRevision Terms,
    DateTimeOffset Now
)
{
    /// <summary>What is to become of the points, from here on.</summary>
    public Movement Move => new(Wallet);

    /// <summary>The day of the programme on which this is booked.</summary>
    public DateOnly Today => Terms.BusinessDate(Now);

    /// <summary>Books what a request did.</summary>
    /// <param name="leases">Of the budget that new points are drawn from.</param>
    public Posting Book(
        Request request,
        Cause cause,
        Movement movement,
        ImmutableArray<Explanation> explanation,
        ImmutableArray<LeaseSpend>? leases = null
    ) => Book(request.EntryId, cause, movement, explanation, request.Fingerprint, leases);

    /// <summary>Ends all holds for rewards whose time was over by then. What had not expired by then is there for what follows.</summary>
    internal Posting LapseHolds(DateTimeOffset by) =>
        Wallet
            .Holds.OfType<Hold.ForReward>()
            .Where(hold => hold.Until <= by)
            .Aggregate(this, (posting, hold) => posting.Lapse(hold, Terms.BusinessDate(by)));

    /// <summary>Gives lots the last days that a revision says; those in holds when they come back.</summary>
    internal Posting Redate(Redating redating)
    {
        var told = Wallet.Tellings.FirstOrDefault(it => it.Revision == redating.Revision)?.At;
        var lots = Wallet
            .Lots.Open.Select(lot => (Lot: lot, On: redating.DayOf(lot.ExpiresOn, told)))
            .Where(it => it.On != it.Lot.ExpiresOn)
            .ToArray();
        return lots.Length == 0
            ? this
            : Book(
                EntryId.OfRedating(Wallet.Id, redating.Revision),
                new Cause.Redating(redating.Revision),
                Move.Redate(lots),
                RedatingWords.Of(redating.Revision, lots)
            );
    }

    /// <summary>Ends a hold whose time is over. It counts no longer towards the limits it was taken under.</summary>
    /// <param name="day">By which what comes back has expired, or has not.</param>
    private Posting Lapse(Hold.ForReward hold, DateOnly day)
    {
        var uncounted = this with { Wallet = Wallet.Uncount(hold.RewardId, hold.Quantity, hold.At, Terms) };
        var back = Lots.WithLongerValidity(hold.Lots, Terms, hold.At, hold.Until);
        var movement = uncounted.Move.End(hold).Receive(back, day);
        var why = new Explanation(
            hold.RewardId,
            hold.Points,
            $"held until {hold.Until:yyyy-MM-dd HH:mm zzz} and not confirmed"
        );
        // What expired while it was held had not been used: a refund of what earned it must not take other points.
        var remembered = movement with
        {
            Wallet = movement.Wallet.Remember(back.Where(lot => lot.HasExpired(day)), day),
        };
        return uncounted.Book(
            EntryId.OfLapse(hold.HoldId),
            new Cause.Release(hold.HoldId, ReleaseReason.Lapsed, day, Points.Zero),
            remembered,
            [why, .. movement.Deductions]
        );
    }

    internal Posting Book(
        string entryId,
        Cause cause,
        Movement movement,
        ImmutableArray<Explanation> explanation,
        string? fingerprint = null,
        ImmutableArray<LeaseSpend>? leases = null
    )
    {
        var entry = HashChain.Append(
            Wallet,
            new LedgerEntry
            {
                EntryId = entryId,
                Sequence = Wallet.Sequence + 1,
                Cause = cause,
                Moved = movement.Moved,
                Held = movement.Held,
                Owed = movement.Owed,
                At = Now,
                Revision = Terms.Number,
                Explanation = explanation,
                After = WalletState.Of(movement.Wallet, Terms.Tiers?.Level(Wallet.Standing.Current).Tier),
                Fingerprint = fingerprint,
                Leases = leases ?? [],
            }
        );
        return this with
        {
            Wallet = movement.Wallet with { Sequence = entry.Sequence, Head = entry.Hash },
            Entries = Entries.Add(entry),
        };
    }
}
