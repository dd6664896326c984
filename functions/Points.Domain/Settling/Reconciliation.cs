using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>A closed period, held against the ledger it follows from: how far that has come, and every difference by its line.</summary>
/// <param name="LedgerPosition">Where reading the ledger is to go on; null before the first page.</param>
/// <param name="LastAccount">The last account that was looked through; null before the first.</param>
public sealed record Reconciliation(
    SettlementPeriod Period,
    string? LedgerPosition = null,
    bool IsLedgerRead = false,
    string? LastAccount = null,
    bool IsDone = false
)
{
    /// <summary>The most differences that are told one by one; all are counted.</summary>
    public const int DifferencesMax = 500;

    /// <summary>Of the ledger, in the period.</summary>
    public long EntryCount { get; init; }

    /// <summary>That follow from those entries.</summary>
    public long LineCount { get; init; }

    /// <summary>Of those, in a later period, as they came after this one was closed.</summary>
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

/// <param name="Line">The id of the line; of an entry that cannot be read, the entry's.</param>
public sealed record ReconciliationDifference(string Line, DifferenceKind Kind, string? MerchantId, string? EntryId);

public enum DifferenceKind
{
    /// <summary>The ledger has it, and no account does.</summary>
    Missing,

    /// <summary>An account has it, and the ledger does not.</summary>
    Unexpected,

    /// <summary>Both have it, and not the same.</summary>
    Different,

    /// <summary>An entry of the ledger cannot be read.</summary>
    Unreadable,

    /// <summary>The file of a statement is gone, or not the one that the statement names.</summary>
    File,
}
