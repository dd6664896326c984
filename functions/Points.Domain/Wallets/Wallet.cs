using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Wallets;

/// <summary>A member's points in one programme, and the head of the ledger that explains them.</summary>
public sealed record Wallet
{
    private Wallet() { }

    public required WalletId Id { get; init; }
    public required MemberFacts Facts { get; init; }
    public required Lots Lots { get; init; }

    /// <summary>What the member has used of caps and limits.</summary>
    public Counters Counters { get; init; } = Counters.None;

    public TierStanding Standing { get; init; } = TierStanding.None;

    /// <summary>What the member bought last, where they consent to its being looked at.</summary>
    public RecentCategories Recent { get; init; } = RecentCategories.None;

    /// <summary>The number of the newest ledger entry; 0 before the first.</summary>
    public required long Sequence { get; init; }

    /// <summary>The hash of the newest ledger entry, or the chain's genesis.</summary>
    public required string Head { get; init; }

    public static Wallet Open(WalletId id, MemberFacts facts) => Restore(id, facts, Lots.None, 0, HashChain.Genesis(id));

    public static Wallet Restore(WalletId id, MemberFacts facts, Lots lots, long sequence, string head) =>
        new() { Id = id, Facts = facts, Lots = lots, Sequence = sequence, Head = head };

    /// <summary>What can be spent on that business day: an expired lot counts as gone whether or not a job has booked it.</summary>
    public Points Available(DateOnly today) => Lots.Available(today);

    /// <summary>What rules may ask of this member, on a day of the programme.</summary>
    /// <param name="at">The instant that decides windows and tiers: of a purchase, or now.</param>
    public Circumstances Circumstances(ProgrammeRevision terms, DateTimeOffset at, DateTimeOffset now) => new(
        terms.BusinessDate(at), Facts, TierAt(terms, at), Recent, Available(terms.BusinessDate(now)));

    /// <summary>
    /// Begins a change by booking what has expired, so that every entry's balance is the sum of the entries up to it.
    /// </summary>
    public Posting Post(ProgrammeRevision terms, DateTimeOffset now)
    {
        var today = terms.BusinessDate(now);
        var (left, expired) = Lots.TakeExpired(today);
        var posting = new Posting(this, [], terms, now);
        return expired.IsEmpty ? posting : posting.Book(EntryId.OfExpiry(this), new Cause.Expiry(today), left, Out(expired), []);
    }

    /// <summary>Null in a programme without tiers.</summary>
    private string? TierAt(ProgrammeRevision terms, DateTimeOffset at) => terms.Tiers?.Level(Standing.At(at)).Tier;

    internal static ImmutableArray<Lot> Out(ImmutableArray<Lot> lots) => [.. lots.Select(lot => lot with { Points = -lot.Points })];
}
