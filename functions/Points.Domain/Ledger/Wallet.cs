using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>A member's points in one programme, and the head of the ledger that explains them.</summary>
public sealed record Wallet
{
    /// <summary>The most expired lots that are remembered. Beyond that, those that expired first are dropped.</summary>
    private const int RecentlyExpiredMax = 50;

    private Wallet() { }

    public required WalletId Id { get; init; }

    /// <summary>The member's key, which names the ledger.</summary>
    public required LedgerKey LedgerKey { get; init; }
    public required MemberFacts Facts { get; init; }
    public required Lots Lots { get; init; }

    /// <summary>Points of purchases that cannot be used yet. No rule counts them as the member's balance.</summary>
    public PendingLots PendingLots { get; init; } = PendingLots.None;

    /// <summary>Points held for rewards and transfers, oldest hold first.</summary>
    public ImmutableArray<Hold> Holds { get; init; } = [];

    /// <summary>Points that the next earnings repay, oldest debt first; at most one debt for each merchant.</summary>
    public ImmutableArray<Debt> Debts { get; init; } = [];

    /// <summary>
    /// Lots that expired unused in the last year. A refund of the order that earned them takes from here first, so that
    /// it does not take other points (decision 10).
    /// </summary>
    public Lots RecentlyExpired { get; init; } = Lots.None;

    /// <summary>Which orders may have refunds that arrived before their purchase.</summary>
    public EarlyRefundIndex EarlyRefunds { get; init; } = EarlyRefundIndex.Empty;

    /// <summary>How much of caps and limits the member has used.</summary>
    public LimitCounters Counters { get; init; } = LimitCounters.None;

    public TierStanding TierStanding { get; init; } = TierStanding.None;

    /// <summary>
    /// The categories that the member bought last; empty without consent to personalisation (law L14).
    /// </summary>
    public RecentCategories RecentCategories { get; init; } = RecentCategories.None;

    /// <summary>The reminders sent for lots that have not expired yet.</summary>
    public ImmutableArray<ReminderSent> RemindersSent { get; init; } = [];

    /// <summary>When the tier must be reviewed, as of the last commit; null if not.</summary>
    public DateTimeOffset? ReviewDueAt { get; init; }

    /// <summary>When the next birthday gift is due, as of the last commit; null if none is.</summary>
    public DateTimeOffset? GiftsDueAt { get; init; }

    /// <summary>Pieces that the member held and did not take, as long as they count.</summary>
    public ImmutableArray<ReleasedHold> ReleasedHolds { get; init; } = [];

    /// <summary>The birthdays on which the member had a benefit.</summary>
    public OwnDayUses OwnDayUses { get; init; } = OwnDayUses.None;

    /// <summary>Grants that the member could not get yet.</summary>
    public ImmutableArray<PostponedGrant> PostponedGrants { get; init; } = [];

    /// <summary>The number of the newest revision that was applied to the wallet; 0 before the first commit.</summary>
    public int AppliedRevision { get; init; }

    /// <summary>The number of the newest announcement that the member was notified of; 0 before the first.</summary>
    public int NotifiedAnnouncement { get; init; }

    /// <summary>
    /// When the member was notified of revisions that are not applied yet, or that changed the expiry of lots.
    /// </summary>
    public ImmutableArray<ChangeNotification> ChangeNotifications { get; init; } = [];

    /// <summary>The number of the newest ledger entry; 0 before the first.</summary>
    public required long Sequence { get; init; }

    /// <summary>The hash of the newest ledger entry, or the chain's genesis.</summary>
    public required string Head { get; init; }

    /// <summary>Refuses new points that need a lot of their own in a wallet that is full (decision 35).</summary>
    /// <returns>Null if there is room.</returns>
    public Refusal? FindRoomRefusal(IEnumerable<Lot> received)
    {
        Lot[] more = [.. received.Where(lot => !Lots.Has(lot)).DistinctBy(lot => (lot.ExpiresOn, lot.IssuedBy))];
        return more is [] || Lots.Size + PendingLots.Size + Hold.SizeOf(Holds) + more.Sum(it => it.Size) <= Lots.SizeMax
            ? null
            : new Refusal.LimitReached("the wallet has too many different lots");
    }

    /// <summary>All points in holds.</summary>
    public Points Held => Holds.Aggregate(Points.Zero, (sum, hold) => sum + hold.Points);

    /// <summary>All points owed.</summary>
    public Points Debt => Debts.Aggregate(Points.Zero, (sum, debt) => sum + debt.Points);

    /// <summary>A new, empty wallet.</summary>
    public static Wallet Open(WalletId id, LedgerKey key, MemberFacts facts) =>
        Restore(id, key, facts, Lots.None, 0, HashChain.Genesis(id, key));

    /// <summary>A wallet read from a store.</summary>
    public static Wallet Restore(
        WalletId id,
        LedgerKey key,
        MemberFacts facts,
        Lots lots,
        long sequence,
        string head
    ) =>
        new()
        {
            Id = id,
            LedgerKey = key,
            Facts = facts,
            Lots = lots,
            Sequence = sequence,
            Head = head,
        };

    /// <summary>
    /// The wallet at an instant, including scheduled changes that are not booked yet: expired holds are released,
    /// pending points are usable from their day on, and expired lots are removed.
    /// </summary>
    public Wallet AsOf(ProgrammeTerms terms, DateTimeOffset now) => BeginChange(terms, now).Wallet;

    /// <summary>What earning and redeeming rules may use of the member.</summary>
    /// <param name="at">The instant that decides windows and tiers: the time of the purchase, or now.</param>
    public RuleContext BuildRuleContext(ProgrammeTerms terms, DateTimeOffset at, DateTimeOffset now) =>
        new(terms.BusinessDateOf(at), Facts, TierAt(terms, at), RecentCategories, AsOf(terms, now).Lots.Total)
        {
            OwnDays = this.ListOwnDays(terms.BusinessDateOf(at), terms),
        };

    /// <summary>
    /// Begins a change by booking scheduled changes: expiry changes of revisions that came into force, then expired
    /// holds, then pending points that became usable, then expired lots. So every entry's balance is the sum of the
    /// entries up to it (decision 4).
    /// </summary>
    public PendingChange BeginChange(ProgrammeTerms terms, DateTimeOffset now)
    {
        var (pending, today) = (new PendingChange(this, [], terms, now), terms.BusinessDateOf(now));
        if (AppliedRevision < terms.Number)
        {
            foreach (var expiryChange in terms.ExpiryChanges)
                if (expiryChange.Revision > AppliedRevision)
                    pending = pending.ExpireHolds(expiryChange.EffectiveFrom).ApplyExpiryChange(expiryChange);
            pending = pending with { Wallet = pending.Wallet.ApplyRevision(terms) };
        }
        pending = pending.ExpireHolds(now).ReleasePendingPoints();
        var (left, expired) = pending.Wallet.Lots.TakeExpired(today);
        return expired.IsEmpty
            ? pending
            : pending.Book(
                EntryId.OfExpiry(pending.Wallet),
                new EntryKind.Expiry(today),
                new WalletChange((pending.Wallet with { Lots = left }).RememberExpired(expired, today))
                {
                    LotChanges = WalletChange.Negate(expired),
                },
                []
            );
    }

    /// <summary>
    /// Sets the applied revision. Notifications of expiry changes are kept: a refund needs them to calculate an order's
    /// new expiry from its old one.
    /// </summary>
    private Wallet ApplyRevision(ProgrammeTerms terms) =>
        this with
        {
            AppliedRevision = terms.Number,
            ChangeNotifications = ChangeNotifications.RemoveAll(it =>
                it.Revision <= terms.Number
                && !terms.ExpiryChanges.Any(expiryChange => expiryChange.Revision == it.Revision)
            ),
        };

    /// <summary>Whether lots that expired on a day are still remembered: for one year.</summary>
    public static bool IsRecentlyExpired(DateOnly expiredOn, DateOnly today) => expiredOn >= today.PlusYears(-1);

    /// <summary>Adds expired lots to <see cref="RecentlyExpired"/> and drops those older than a year.</summary>
    internal Wallet RememberExpired(IEnumerable<Lot> expired, DateOnly today)
    {
        var remembered = expired
            .Aggregate(RecentlyExpired, (all, lot) => all.Add(lot))
            .Open.RemoveAll(lot => !IsRecentlyExpired(lot.ExpiresOn!.Value, today));
        return this with
        {
            RecentlyExpired = Lots.FromSorted(
                remembered.Length > RecentlyExpiredMax ? remembered[^RecentlyExpiredMax..] : remembered
            ),
        };
    }

    /// <summary>Remembers pieces of limited stock that were held and not taken.</summary>
    /// <param name="hold">Null if the member is not to blame for the end of the hold.</param>
    internal Wallet RememberReleased(Hold.ForReward? hold, ProgrammeTerms terms, DateTimeOffset at) =>
        hold is null || terms.FindReward(hold.RewardId)?.Stock is null
            ? this
            : this with
            {
                ReleasedHolds = ReleasedHold.Add(ReleasedHolds, hold, at),
            };

    /// <summary>Null in a programme without tiers.</summary>
    private string? TierAt(ProgrammeTerms terms, DateTimeOffset at) =>
        terms.Tiers?.FindLevel(TierStanding.TierAt(at)).Tier;
}
