using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>How far a reconciliation has come, in the partition of its period.</summary>
/// <param name="Run">Another one each time it is begun.</param>
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
    IReadOnlyList<Difference> Differences
)
{
    public const string TypeName = "reconciliation",
        OnlyId = TypeName;

    public static ReconciliationDocument From(Reconciliation it, string run) =>
        new(
            OnlyId,
            TypeName,
            PeriodDocument.PartitionOf(it.Period),
            run,
            it.Period.ToString(),
            it.LedgerRead,
            it.IsLedgerRead,
            it.AccountRead,
            it.IsDone,
            it.Entries,
            it.Lines,
            it.Late,
            it.DifferenceCount,
            it.Differences
        );

    public Reconciliation ToReconciliation() =>
        new(SettlementPeriod.Parse(Period), LedgerRead, IsLedgerRead, AccountRead, IsDone)
        {
            Entries = Entries,
            Lines = Lines,
            Late = Late,
            DifferenceCount = DifferenceCount,
            Differences = [.. Differences],
        };
}
