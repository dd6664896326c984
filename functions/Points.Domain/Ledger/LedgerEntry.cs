using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// One immutable line of a wallet's history: what moved, why, and what it left (law L12). It holds no personal data.
/// The entry of a request carries the request's fingerprint and everything its first answer said, so a repeat gets
/// that answer even after the wallet has moved on.
/// </summary>
public sealed record LedgerEntry
{
    public required string EntryId { get; init; }

    /// <summary>Counts the wallet's entries from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>The lots that points came into (positive) or went out of (negative).</summary>
    public required ImmutableArray<Lot> LotChanges { get; init; }

    /// <summary>What went into holds (positive) or out of them (negative), of the hold that the cause names.</summary>
    public ImmutableArray<Lot> Held { get; init; } = [];

    /// <summary>What is owed more (positive) or less (negative).</summary>
    public ImmutableArray<Debt> Owed { get; init; } = [];

    public required DateTimeOffset At { get; init; }

    /// <summary>Of the programme's terms that decided it.</summary>
    public required int Revision { get; init; }

    public required ImmutableArray<Explanation> Explanation { get; init; }
    public required WalletSnapshot After { get; init; }

    /// <summary>From which leases of the budget the issued points come; none where nothing was issued (law L6).</summary>
    public ImmutableArray<LeaseSpend> Leases { get; init; } = [];

    /// <summary>Of the command that made it; null where no request did.</summary>
    public required string? Fingerprint { get; init; }

    /// <summary>The span that booked it, as W3C writes it, where its trace is kept. No part of what was booked, and not of its hash.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Chained to the wallet's previous entry by <see cref="HashChain"/>.</summary>
    public string Hash { get; init; } = "";

    /// <summary>What came into the lots in total, or went out of them: by so much the balance changed.</summary>
    public Points Points => Lots.Sum(LotChanges);

    public Points BalanceAfter => After.Balance;
}
