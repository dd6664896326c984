using System.Collections.Immutable;
using Points.Domain.Actors;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// One immutable entry of a wallet's ledger: which points moved, why, and the wallet afterwards (law L12). It contains
/// no personal data. The entry of a request keeps the request's fingerprint and everything in its first answer, so a
/// repeat gets the same answer even after the wallet has changed (decision 1).
/// </summary>
public sealed record LedgerEntry
{
    public required string EntryId { get; init; }

    /// <summary>
    /// The key of the ledger that the entry belongs to; null in entries from before keys were introduced. The hash
    /// covers it through the chain's genesis.
    /// </summary>
    public string? LedgerKey { get; init; }

    /// <summary>Numbers the wallet's entries from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>Points added to lots (positive) or taken from them (negative).</summary>
    public required ImmutableArray<Lot> LotChanges { get; init; }

    /// <summary>
    /// Points added to pending lots (positive) or taken from them (negative). They are not part of the balance.
    /// </summary>
    public ImmutableArray<PendingLot> PendingLotChanges { get; init; } = [];

    /// <summary>
    /// Points added to the hold that <see cref="Kind"/> names (positive) or taken from it (negative).
    /// </summary>
    public ImmutableArray<Lot> HoldChanges { get; init; } = [];

    /// <summary>Points added to debts (positive) or repaid (negative).</summary>
    public ImmutableArray<Debt> DebtChanges { get; init; } = [];

    public required DateTimeOffset At { get; init; }

    /// <summary>The number of the programme's terms that applied.</summary>
    public required int Revision { get; init; }

    public required ImmutableArray<Explanation> Explanation { get; init; }
    public required WalletSnapshot After { get; init; }

    /// <summary>
    /// The leases of the budget that the issued points come from; empty if none were issued (law L6).
    /// </summary>
    public ImmutableArray<LeaseSpend> Leases { get; init; } = [];

    /// <summary>
    /// The fingerprint of the request's command, under the ledger's key; null if the entry was not requested.
    /// </summary>
    public required string? Fingerprint { get; init; }

    /// <summary>Who asked for the entry; null in entries from before that was kept.</summary>
    public ActedBy? By { get; init; }

    /// <summary>Why, in the words of who asked; null if no reason was asked for, or the words were erased.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// The digest of <see cref="Reason"/> under the ledger's key. The hash covers it in place of the words, so that
    /// they can be erased.
    /// </summary>
    public string? ReasonDigest { get; init; }

    /// <summary>
    /// The records that the commit created or changed, as it left them. Only the last entry of a commit has them. Empty
    /// also in entries from before they were kept.
    /// </summary>
    public ImmutableArray<RecordDigest> Records { get; init; } = [];

    /// <summary>
    /// The digest of <see cref="WalletState"/> after the commit. Null in entries from before it was kept, and in all but
    /// the last entry of a commit.
    /// </summary>
    public string? StateDigest { get; init; }

    /// <summary>
    /// The W3C trace parent of the commit, if its trace is recorded. The hash does not cover it (decision 18).
    /// </summary>
    public string? TraceParent { get; init; }

    /// <summary>Chained to the wallet's previous entry by <see cref="HashChain"/>.</summary>
    public string Hash { get; init; } = "";

    /// <summary>By how much the balance changed: the sum of <see cref="LotChanges"/>.</summary>
    public Points Points => Lots.Sum(LotChanges);

    /// <summary>By how much the points changed that cannot be used yet.</summary>
    public Points PendingPoints => PendingLots.Sum(PendingLotChanges);

    public Points BalanceAfter => After.Balance;
}
