using Points.Domain.Settling;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>How a closed month compares with the ledger.</summary>
/// <param name="Status"><c>running</c> or <c>done</c>.</param>
/// <param name="LateLines">How many of the lines are in a later month, because they came after this one closed.</param>
/// <param name="Differences">The first differences; <paramref name="DifferenceCount"/> counts all.</param>
internal sealed record ReconciliationView(
    string Period,
    [OneOf("running", "done")] string Status,
    long Entries,
    long Lines,
    long LateLines,
    long DifferenceCount,
    IReadOnlyList<DifferenceView> Differences
)
{
    public static ReconciliationView From(Reconciliation it) =>
        new(
            it.Period.ToString(),
            it.IsDone ? "done" : "running",
            it.EntryCount,
            it.LineCount,
            it.LateLineCount,
            it.DifferenceCount,
            [.. it.Differences.Select(DifferenceView.From)]
        );

    public static ViewResponse<ReconciliationView> Respond(int status, Reconciliation reconciliation) =>
        new(status, From(reconciliation), SettlingJson.Default.ReconciliationView);
}

/// <param name="Kind">
/// <c>missing</c>, <c>unexpected</c>, <c>different</c>, <c>unreadable</c>, <c>redemption</c> or <c>file</c>.
/// </param>
internal sealed record DifferenceView(
    string Line,
    [OneOf(typeof(DifferenceKind))] string Kind,
    string? MerchantId,
    string? EntryId
)
{
    public static DifferenceView From(ReconciliationDifference it) =>
        new(it.Line, it.Kind.ToString().ToLowerInvariant(), it.MerchantId, it.EntryId);
}
