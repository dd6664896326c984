using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>The progress of a reconciliation, in the partition of its period.</summary>
/// <param name="Run">The id of the run; each start gets a new one.</param>
internal sealed record ReconciliationDocument(
    string Id,
    string Type,
    string Account,
    string Run,
    string Period,
    string? LedgerRead,
    bool IsLedgerRead,
    string? AccountRead,
    bool IsDone,
    long Entries,
    long Lines,
    long Late,
    long DifferenceCount,
    IReadOnlyList<ReconciliationDifference> Differences
)
{
    public const string TypeName = "reconciliation",
        SingletonId = TypeName;

    public static ReconciliationDocument From(Reconciliation it, string run) =>
        new(
            SingletonId,
            TypeName,
            PeriodDocument.PartitionOf(it.Period),
            run,
            it.Period.ToString(),
            it.LedgerPosition,
            it.IsLedgerRead,
            it.LastAccount,
            it.IsDone,
            it.EntryCount,
            it.LineCount,
            it.LateLineCount,
            it.DifferenceCount,
            it.Differences
        );

    public Reconciliation ToReconciliation() =>
        new(
            Period.Length == 0 ? PeriodDocument.PeriodOf(Account) : SettlementPeriod.Parse(Period),
            LedgerRead,
            IsLedgerRead,
            AccountRead,
            IsDone
        )
        {
            EntryCount = Entries,
            LineCount = Lines,
            LateLineCount = Late,
            DifferenceCount = DifferenceCount,
            Differences = [.. Differences],
        };
}
