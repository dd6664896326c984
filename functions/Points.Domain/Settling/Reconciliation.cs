using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>The progress of comparing a closed period with the ledger, and the differences so far.</summary>
/// <param name="LedgerPosition">Where to continue reading the ledger; null before the first page.</param>
/// <param name="LastAccount">The last account that was checked; null before the first.</param>
public sealed record Reconciliation(
    SettlementPeriod Period,
    string? LedgerPosition = null,
    bool IsLedgerRead = false,
    string? LastAccount = null,
    bool IsDone = false
)
{
    /// <summary>The most differences that are listed; <see cref="DifferenceCount"/> counts all.</summary>
    public const int DifferencesMax = 500;

    /// <summary>The entries of the ledger in the period.</summary>
    public long EntryCount { get; init; }

    /// <summary>The lines that follow from those entries.</summary>
    public long LineCount { get; init; }

    /// <summary>
    /// How many of those lines are in a later period, because they came after this one began to close.
    /// </summary>
    public long LateLineCount { get; init; }

    public long DifferenceCount { get; init; }

    public ImmutableArray<ReconciliationDifference> Differences { get; init; } = [];

    public Reconciliation AddDifferences(IReadOnlyCollection<ReconciliationDifference> found) =>
        this with
        {
            DifferenceCount = DifferenceCount + found.Count,
            Differences = [.. Differences.Concat(found).Take(DifferencesMax)],
        };
}
