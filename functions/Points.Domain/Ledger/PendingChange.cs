using System.Collections.Immutable;
using Points.Domain.Actors;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>A change of a wallet that is not saved yet.</summary>
/// <param name="Wallet">The wallet after the change.</param>
/// <param name="Entries">The new ledger entries, oldest first.</param>
/// <param name="Terms">The terms that apply.</param>
/// <param name="Now">When the change is booked.</param>
public sealed record PendingChange(
    Wallet Wallet,
    ImmutableArray<LedgerEntry> Entries,
    ProgrammeTerms Terms,
    DateTimeOffset Now
)
{
    /// <summary>The hash that the last entry is chained to.</summary>
    private string PreviousHash { get; init; } = "";

    /// <summary>
    /// The entry of the request: the last one, because scheduled changes such as expiry are booked before it.
    /// </summary>
    public LedgerEntry RequestEntry => Entries[^1];

    /// <summary>Starts the next change, from the wallet as it is after the entries so far.</summary>
    public WalletChange NextChange => new(Wallet);

    /// <summary>The business day on which the change is booked.</summary>
    public DateOnly Today => Terms.BusinessDateOf(Now);

    /// <summary>Adds the entry of a request, with who made it.</summary>
    /// <param name="leases">The leases of the budget that new points are taken from.</param>
    public PendingChange Book(
        Request request,
        EntryKind kind,
        WalletChange change,
        ImmutableArray<Explanation> explanation,
        ImmutableArray<LeaseSpend>? leases = null
    ) =>
        Book(
            request.EntryIdIn(Wallet.LedgerKey),
            kind,
            change,
            explanation,
            request.FingerprintIn(Wallet.LedgerKey),
            leases,
            request
        );

    /// <summary>
    /// Ends all holds for rewards that had expired by an instant. Their unexpired points return to the lots.
    /// </summary>
    internal PendingChange ExpireHolds(DateTimeOffset until) =>
        Wallet
            .Holds.OfType<Hold.ForReward>()
            .Where(hold => hold.Until <= until)
            .Aggregate(this, (pending, hold) => pending.ExpireHold(hold, Terms.BusinessDateOf(until)));

    /// <summary>Makes points usable whose first day has come.</summary>
    internal PendingChange ReleasePendingPoints()
    {
        var usable = Wallet.PendingLots.UsableOn(Today);
        if (usable.IsEmpty)
            return this;
        var change = usable.Aggregate(NextChange, (it, lot) => it.ReleasePending(lot));
        return Book(
            EntryId.OfPendingRelease(Wallet),
            new EntryKind.PendingRelease(Today),
            change,
            [
                new(
                    "pending",
                    Points.Zero,
                    $"{PendingLots.Sum(usable)} points of earlier purchases can be used from now on"
                ),
                .. change.Deductions,
            ]
        );
    }

    /// <summary>
    /// Gives open and pending lots the expiry that a revision sets. Lots in holds follow when they return.
    /// </summary>
    internal PendingChange ApplyExpiryChange(ExpiryChange expiryChange)
    {
        var notifiedAt = Wallet.ChangeNotifications.FirstOrDefault(it => it.Revision == expiryChange.Revision)?.At;
        var lots = Wallet
            .Lots.Open.Select(lot => (Lot: lot, On: expiryChange.CalculateExpiry(lot.ExpiresOn, notifiedAt)))
            .Where(it => it.On != it.Lot.ExpiresOn)
            .ToArray();
        var pendingLots = Wallet
            .PendingLots.All.Select(lot => (Lot: lot, On: expiryChange.CalculateExpiry(lot.ExpiresOn, notifiedAt)))
            .Where(it => it.On != it.Lot.ExpiresOn)
            .ToArray();
        return lots.Length == 0 && pendingLots.Length == 0
            ? this
            : Book(
                EntryId.OfExpiryChange(Wallet.Id, expiryChange.Revision),
                new EntryKind.ExpiryChange(expiryChange.Revision),
                NextChange.ChangeExpiry(lots).ChangePendingExpiry(pendingLots),
                ExpiryChangeExplanation.Explain(
                    expiryChange.Revision,
                    [.. lots, .. pendingLots.Select(it => (it.Lot.ToLot(), it.On))]
                )
            );
    }

    /// <summary>Ends an expired hold. Its pieces no longer count towards the reward's limit.</summary>
    /// <param name="day">The business day that decides which returned lots have expired.</param>
    private PendingChange ExpireHold(Hold.ForReward hold, DateOnly day)
    {
        var uncounted = this with
        {
            Wallet = Wallet
                .UncountReward(hold.RewardId, hold.Quantity, hold.At, Terms)
                .RememberReleased(hold, Terms, hold.Until),
        };
        var returned = Lots.WithLongerValidity(hold.Lots, Terms, hold.At, hold.Until);
        var change = uncounted.NextChange.EndHold(hold).Receive(returned, day);
        var reason = new Explanation(
            hold.RewardId,
            hold.Points,
            $"held until {hold.Until:yyyy-MM-dd HH:mm zzz} and not confirmed"
        );
        // Lots that expired while held were never spent. Remember them, so that a refund of the order that earned them
        // does not take other points.
        var remembered = change with
        {
            Wallet = change.Wallet.RememberExpired(returned.Where(lot => lot.HasExpired(day)), day),
        };
        return uncounted.Book(
            EntryId.OfHoldExpiry(hold.HoldId),
            new EntryKind.Release(hold.HoldId, ReleaseReason.Lapsed, day, Points.Zero),
            remembered,
            [reason, .. change.Deductions]
        );
    }

    /// <summary>Adds an entry: numbers it, chains its hash, and moves the wallet's ledger head.</summary>
    /// <param name="askedBy">The request that the entry follows from; null if it was due without one.</param>
    internal PendingChange Book(
        string entryId,
        EntryKind kind,
        WalletChange change,
        ImmutableArray<Explanation> explanation,
        string? fingerprint = null,
        ImmutableArray<LeaseSpend>? leases = null,
        Request? askedBy = null
    )
    {
        var key = Wallet.LedgerKey;
        var entry = HashChain.WithHash(
            Wallet,
            new LedgerEntry
            {
                EntryId = entryId,
                LedgerKey = key.Value,
                Sequence = Wallet.Sequence + 1,
                Kind = kind,
                LotChanges = change.LotChanges,
                PendingLotChanges = change.PendingLotChanges,
                HoldChanges = change.HoldChanges,
                DebtChanges = change.DebtChanges,
                At = Now,
                Revision = Terms.Number,
                Explanation = explanation,
                After = WalletSnapshot.Of(
                    change.Wallet,
                    Terms.Tiers?.FindLevel(change.Wallet.TierStanding.Current).Tier
                ),
                Fingerprint = fingerprint,
                By = askedBy?.By?.ToActedBy() ?? ActedBy.System,
                Reason = askedBy?.Reason,
                ReasonDigest = askedBy?.Reason is { } reason ? key.ProtectText(reason) : null,
                Leases = leases ?? [],
            }
        );
        return this with
        {
            Wallet = change.Wallet with { Sequence = entry.Sequence, Head = entry.Hash },
            Entries = Entries.Add(entry),
            PreviousHash = Wallet.Head,
        };
    }

    /// <summary>
    /// Binds to the last entry what is committed with it: its hash then covers the records and the wallet's state.
    /// Does nothing without entries.
    /// </summary>
    internal PendingChange Bind(IEnumerable<WalletRecord> records)
    {
        if (Entries.IsEmpty)
            return this;
        var last = HashChain.WithHash(
            PreviousHash,
            Entries[^1] with
            {
                Records = [.. records.Select(RecordDigest.Of).OfType<RecordDigest>()],
                StateDigest = WalletState.DigestOf(Wallet),
            }
        );
        return this with
        {
            Wallet = Wallet with { Head = last.Hash },
            Entries = Entries.SetItem(Entries.Length - 1, last),
        };
    }
}
