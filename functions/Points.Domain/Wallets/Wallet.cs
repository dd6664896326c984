using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Wallets;

/// <summary>A member's points in one programme, and the head of the ledger that explains them.</summary>
public sealed record Wallet
{
    /// <summary>The most lots that are remembered after they expired: beyond that, those that expired first are forgotten.</summary>
    private const int LapsedMax = 50;

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
    public Lots Lapsed { get; init; } = Lots.None;

    /// <summary>Orders whose refunds came before their purchases.</summary>
    public ImmutableArray<Awaited> Awaited { get; init; } = [];

    /// <summary>What the member has used of caps and limits.</summary>
    public Counters Counters { get; init; } = Counters.None;

    public TierStanding Standing { get; init; } = TierStanding.None;

    /// <summary>What the member bought last, where they consent to its being looked at.</summary>
    public RecentCategories Recent { get; init; } = RecentCategories.None;

    /// <summary>Of what the member has been reminded that it expires; forgotten once it has.</summary>
    public ImmutableArray<Reminded> Reminded { get; init; } = [];

    /// <summary>When the tier is to be reviewed, as the last commit saw it.</summary>
    public DateTimeOffset? ReviewDueAt { get; init; }

    /// <summary>When a day of the member's own comes for which the programme gives points, as the last commit saw it.</summary>
    public DateTimeOffset? GiftsDueAt { get; init; }

    /// <summary>The number of the revision that the wallet has been brought under; 0 before the first commit.</summary>
    public int Under { get; init; }

    /// <summary>The number of the programme's newest announcement that the member has been told of; 0 before the first.</summary>
    public int Told { get; init; }

    /// <summary>When the member was told of revisions that the wallet is not under yet, or that re-dated its lots.</summary>
    public ImmutableArray<Telling> Tellings { get; init; } = [];

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
    public Wallet At(ProgrammeRevision terms, DateTimeOffset now) => Post(terms, now).Wallet;

    /// <summary>What rules may ask of this member, on a day of the programme.</summary>
    /// <param name="at">The instant that decides windows and tiers: of a purchase, or now.</param>
    public Circumstances Circumstances(ProgrammeRevision terms, DateTimeOffset at, DateTimeOffset now) =>
        new(terms.BusinessDate(at), Facts, TierAt(terms, at), Recent, At(terms, now).Lots.Total);

    /// <summary>
    /// Begins a change by booking what time has done: terms that have come into force and speak of points that were there
    /// before, holds that ended, then lots that expired. So every entry's balance is the sum of the entries up to it.
    /// </summary>
    public Posting Post(ProgrammeRevision terms, DateTimeOffset now)
    {
        var (posting, today) = (new Posting(this, [], terms, now), terms.BusinessDate(now));
        if (Under < terms.Number)
        {
            foreach (var redating in terms.Redatings)
                if (redating.Revision > Under)
                    posting = posting.LapseHolds(redating.From).Redate(redating);
            posting = posting with { Wallet = posting.Wallet.ComeUnder(terms) };
        }
        posting = posting.LapseHolds(now);
        var (left, expired) = posting.Wallet.Lots.TakeExpired(today);
        return expired.IsEmpty
            ? posting
            : posting.Book(
                EntryId.OfExpiry(posting.Wallet),
                new Cause.Expiry(today),
                new Movement((posting.Wallet with { Lots = left }).Remember(expired, today))
                {
                    Moved = Movement.Out(expired),
                },
                []
            );
    }

    /// <summary>What the member was told of re-datings is kept: by it anyone can tell from a lot's old day its new one.</summary>
    private Wallet ComeUnder(ProgrammeRevision terms) =>
        this with
        {
            Under = terms.Number,
            Tellings = Tellings.RemoveAll(it =>
                it.Revision <= terms.Number && !terms.Redatings.Any(redating => redating.Revision == it.Revision)
            ),
        };

    /// <summary>Whether what expired on that day is still remembered.</summary>
    public static bool IsRemembered(DateOnly expiredOn, DateOnly today) => expiredOn >= today.AddYears(-1);

    /// <summary>Keeps in mind what has just expired.</summary>
    internal Wallet Remember(IEnumerable<Lot> expired, DateOnly today)
    {
        var lapsed = expired
            .Aggregate(Lapsed, (all, lot) => all.Add(lot))
            .Open.RemoveAll(lot => !IsRemembered(lot.ExpiresOn!.Value, today));
        return this with { Lapsed = Lots.FromSorted(lapsed.Length > LapsedMax ? lapsed[^LapsedMax..] : lapsed) };
    }

    /// <summary>Counts pieces of a reward towards its limit, where it has one.</summary>
    internal Wallet Count(Reward reward, int quantity, ProgrammeRevision terms, DateTimeOffset now) =>
        reward.Limit is not { } limit
            ? this
            : this with
            {
                Counters = Counters
                    .Only(terms.IsLimit)
                    .Add(
                        ProgrammeRevision.RewardCounter(reward.RewardId),
                        limit.Per.PeriodOf(terms.BusinessDate(now)),
                        quantity
                    ),
            };

    /// <summary>Takes back what was counted of pieces that the member had at some time and has no longer.</summary>
    internal Wallet Uncount(string rewardId, int quantity, DateTimeOffset at, ProgrammeRevision terms) =>
        terms.Reward(rewardId)?.Limit is not { } limit
            ? this
            : this with
            {
                Counters = Counters.Subtract(
                    ProgrammeRevision.RewardCounter(rewardId),
                    limit.Per.PeriodOf(terms.BusinessDate(at)),
                    quantity
                ),
            };

    /// <summary>Null in a programme without tiers.</summary>
    private string? TierAt(ProgrammeRevision terms, DateTimeOffset at) => terms.Tiers?.Level(Standing.At(at)).Tier;
}
