using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>A change that is not saved yet: the wallet as it will be, and the entries that take it there, oldest first.</summary>
public sealed record PendingChange(
    Wallet Wallet,
    ImmutableArray<LedgerEntry> Entries,
    ProgrammeTerms Terms,
    DateTimeOffset Now
)
{
    /// <summary>What is to become of the points, from here on.</summary>
    public WalletChange NextChange => new(Wallet);

    /// <summary>The day of the programme on which this is booked.</summary>
    public DateOnly Today => Terms.BusinessDateOf(Now);

    /// <summary>Books what a request did.</summary>
    /// <param name="leases">Of the budget that new points are drawn from.</param>
    public PendingChange Book(
        Request request,
        EntryKind kind,
        WalletChange change,
        ImmutableArray<Explanation> explanation,
        ImmutableArray<LeaseSpend>? leases = null
    ) => Book(request.EntryId, kind, change, explanation, request.Fingerprint, leases);

    /// <summary>Ends all holds for rewards whose time was over by then. What had not expired by then is there for what follows.</summary>
    internal PendingChange ExpireHolds(DateTimeOffset until) =>
        Wallet
            .Holds.OfType<Hold.ForReward>()
            .Where(hold => hold.Until <= until)
            .Aggregate(this, (pending, hold) => pending.ExpireHold(hold, Terms.BusinessDateOf(until)));

    /// <summary>Gives lots the last days that a revision says; those in holds when they come back.</summary>
    internal PendingChange ApplyExpiryChange(ExpiryChange expiryChange)
    {
        var notifiedAt = Wallet.ChangeNotifications.FirstOrDefault(it => it.Revision == expiryChange.Revision)?.At;
        var lots = Wallet
            .Lots.Open.Select(lot => (Lot: lot, On: expiryChange.CalculateExpiry(lot.ExpiresOn, notifiedAt)))
            .Where(it => it.On != it.Lot.ExpiresOn)
            .ToArray();
        return lots.Length == 0
            ? this
            : Book(
                EntryId.OfExpiryChange(Wallet.Id, expiryChange.Revision),
                new EntryKind.ExpiryChange(expiryChange.Revision),
                NextChange.ChangeExpiry(lots),
                ExpiryChangeExplanation.Explain(expiryChange.Revision, lots)
            );
    }

    /// <summary>Ends a hold whose time is over. It counts no longer towards the limits it was taken under.</summary>
    /// <param name="day">By which what comes back has expired, or has not.</param>
    private PendingChange ExpireHold(Hold.ForReward hold, DateOnly day)
    {
        var uncounted = this with { Wallet = Wallet.UncountReward(hold.RewardId, hold.Quantity, hold.At, Terms) };
        var back = Lots.WithLongerValidity(hold.Lots, Terms, hold.At, hold.Until);
        var change = uncounted.NextChange.EndHold(hold).Receive(back, day);
        var why = new Explanation(
            hold.RewardId,
            hold.Points,
            $"held until {hold.Until:yyyy-MM-dd HH:mm zzz} and not confirmed"
        );
        // What expired while it was held had not been used: a refund of what earned it must not take other points.
        var remembered = change with
        {
            Wallet = change.Wallet.RememberExpired(back.Where(lot => lot.HasExpired(day)), day),
        };
        return uncounted.Book(
            EntryId.OfHoldExpiry(hold.HoldId),
            new EntryKind.Release(hold.HoldId, ReleaseReason.Lapsed, day, Points.Zero),
            remembered,
            [why, .. change.Deductions]
        );
    }

    internal PendingChange Book(
        string entryId,
        EntryKind kind,
        WalletChange change,
        ImmutableArray<Explanation> explanation,
        string? fingerprint = null,
        ImmutableArray<LeaseSpend>? leases = null
    )
    {
        var entry = HashChain.WithHash(
            Wallet,
            new LedgerEntry
            {
                EntryId = entryId,
                Sequence = Wallet.Sequence + 1,
                Kind = kind,
                LotChanges = change.LotChanges,
                Held = change.Held,
                Owed = change.Owed,
                At = Now,
                Revision = Terms.Number,
                Explanation = explanation,
                After = WalletSnapshot.Of(change.Wallet, Terms.Tiers?.FindLevel(Wallet.TierStanding.Current).Tier),
                Fingerprint = fingerprint,
                Leases = leases ?? [],
            }
        );
        return this with
        {
            Wallet = change.Wallet with { Sequence = entry.Sequence, Head = entry.Hash },
            Entries = Entries.Add(entry),
        };
    }
}
