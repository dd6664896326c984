using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>A member's points in one programme, and the head of the ledger that explains them.</summary>
public sealed record Wallet
{
    /// <summary>The most lots that are remembered after they expired: beyond that, those that expired first are forgotten.</summary>
    private const int RecentlyExpiredMax = 50;

    private Wallet() { }

    public required WalletId Id { get; init; }
    public required MemberFacts Facts { get; init; }
    public required Lots Lots { get; init; }

    /// <summary>What is set aside, in the order it was.</summary>
    public ImmutableArray<Hold> Holds { get; init; } = [];

    /// <summary>What the next earnings pay back, in the order it came to be owed; one line a merchant.</summary>
    public ImmutableArray<Debt> Debts { get; init; } = [];

    /// <summary>
    /// What expired unused in the last year. A refund of what had earned it takes it from here first: those points are gone
    /// already, and are not taken from others.
    /// </summary>
    public Lots RecentlyExpired { get; init; } = Lots.None;

    /// <summary>Orders whose refunds came before their purchases.</summary>
    public ImmutableArray<EarlyRefund> EarlyRefunds { get; init; } = [];

    /// <summary>What the member has used of caps and limits.</summary>
    public LimitCounters Counters { get; init; } = LimitCounters.None;

    public TierStanding TierStanding { get; init; } = TierStanding.None;

    /// <summary>What the member bought last, where they consent to its being looked at.</summary>
    public RecentCategories RecentCategories { get; init; } = RecentCategories.None;

    /// <summary>Of what the member has been reminded that it expires; forgotten once it has.</summary>
    public ImmutableArray<ReminderSent> RemindersSent { get; init; } = [];

    /// <summary>When the tier is to be reviewed, as the last commit saw it.</summary>
    public DateTimeOffset? ReviewDueAt { get; init; }

    /// <summary>When a day of the member's own comes for which the programme gives points, as the last commit saw it.</summary>
    public DateTimeOffset? GiftsDueAt { get; init; }

    /// <summary>The number of the revision that the wallet has been brought under; 0 before the first commit.</summary>
    public int AppliedRevision { get; init; }

    /// <summary>The number of the programme's newest announcement that the member has been told of; 0 before the first.</summary>
    public int NotifiedAnnouncement { get; init; }

    /// <summary>When the member was told of revisions that the wallet is not under yet, or that re-dated its lots.</summary>
    public ImmutableArray<ChangeNotification> ChangeNotifications { get; init; } = [];

    /// <summary>The number of the newest ledger entry; 0 before the first.</summary>
    public required long Sequence { get; init; }

    /// <summary>The hash of the newest ledger entry, or the chain's genesis.</summary>
    public required string Head { get; init; }

    public Points Held => Holds.Aggregate(Points.Zero, (sum, hold) => sum + hold.Points);

    public Points Debt => Debts.Aggregate(Points.Zero, (sum, debt) => sum + debt.Points);

    public static Wallet Open(WalletId id, MemberFacts facts) =>
        Restore(id, facts, Lots.None, 0, HashChain.Genesis(id));

    public static Wallet Restore(WalletId id, MemberFacts facts, Lots lots, long sequence, string head) =>
        new()
        {
            Id = id,
            Facts = facts,
            Lots = lots,
            Sequence = sequence,
            Head = head,
        };

    /// <summary>
    /// The wallet as it is now, whether or not it has been booked: holds whose time is over are ended, and lots whose last
    /// day has passed are gone.
    /// </summary>
    public Wallet AsOf(ProgrammeTerms terms, DateTimeOffset now) => BeginChange(terms, now).Wallet;

    /// <summary>What rules may ask of this member, on a day of the programme.</summary>
    /// <param name="at">The instant that decides windows and tiers: of a purchase, or now.</param>
    public RuleContext BuildRuleContext(ProgrammeTerms terms, DateTimeOffset at, DateTimeOffset now) =>
        new(terms.BusinessDateOf(at), Facts, TierAt(terms, at), RecentCategories, AsOf(terms, now).Lots.Total);

    /// <summary>
    /// Begins a change by booking what time has done: terms that have come into force and speak of points that were there
    /// before, holds that ended, then lots that expired. So every entry's balance is the sum of the entries up to it.
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
        pending = pending.ExpireHolds(now);
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

    /// <summary>What the member was told of re-datings is kept: by it anyone can tell from a lot's old day its new one.</summary>
    private Wallet ApplyRevision(ProgrammeTerms terms) =>
        this with
        {
            AppliedRevision = terms.Number,
            ChangeNotifications = ChangeNotifications.RemoveAll(it =>
                it.Revision <= terms.Number
                && !terms.ExpiryChanges.Any(expiryChange => expiryChange.Revision == it.Revision)
            ),
        };

    /// <summary>Whether what expired on that day is still remembered.</summary>
    public static bool IsRecentlyExpired(DateOnly expiredOn, DateOnly today) => expiredOn >= today.AddYears(-1);

    /// <summary>Keeps in mind what has just expired.</summary>
    internal Wallet RememberExpired(IEnumerable<Lot> expired, DateOnly today)
    {
        var lapsed = expired
            .Aggregate(RecentlyExpired, (all, lot) => all.Add(lot))
            .Open.RemoveAll(lot => !IsRecentlyExpired(lot.ExpiresOn!.Value, today));
        return this with
        {
            RecentlyExpired = Lots.FromSorted(
                lapsed.Length > RecentlyExpiredMax ? lapsed[^RecentlyExpiredMax..] : lapsed
            ),
        };
    }

    /// <summary>Counts pieces of a reward towards its limit, where it has one.</summary>
    internal Wallet CountReward(Reward reward, int quantity, ProgrammeTerms terms, DateTimeOffset now) =>
        reward.Limit is not { } limit
            ? this
            : this with
            {
                Counters = Counters
                    .KeepLimits(terms.IsLimitCounter)
                    .Add(
                        ProgrammeTerms.RewardCounterId(reward.RewardId),
                        limit.Per.PeriodKey(terms.BusinessDateOf(now)),
                        quantity
                    ),
            };

    /// <summary>Takes back what was counted of pieces that the member had at some time and has no longer.</summary>
    internal Wallet UncountReward(string rewardId, int quantity, DateTimeOffset at, ProgrammeTerms terms) =>
        terms.FindReward(rewardId)?.Limit is not { } limit
            ? this
            : this with
            {
                Counters = Counters.Subtract(
                    ProgrammeTerms.RewardCounterId(rewardId),
                    limit.Per.PeriodKey(terms.BusinessDateOf(at)),
                    quantity
                ),
            };

    /// <summary>Null in a programme without tiers.</summary>
    private string? TierAt(ProgrammeTerms terms, DateTimeOffset at) =>
        terms.Tiers?.FindLevel(TierStanding.TierAt(at)).Tier;
}
