using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Documents;

/// <summary>
/// Compensation that was withheld from a member. Written once and never changed. It outlives the member, so it has the
/// key of the ledger and not the member's id.
/// </summary>
/// <param name="Account">The partition of the programme's withheld compensation.</param>
/// <param name="SortKey">Orders the list by time.</param>
internal sealed record WithheldCompensationDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    string ProgrammeId,
    string LedgerKey,
    string RedemptionId,
    string EntryId,
    long Points,
    WithholdingReason Reason,
    DateTimeOffset At
)
{
    public const string TypeName = "withheld";

    public static string PartitionOf(string programmeId) => $"{programmeId}~withheld";

    public static WithheldCompensationDocument From(ListedCompensation it) =>
        new(
            it.Id,
            TypeName,
            PartitionOf(it.ProgrammeId),
            it.SortKey,
            it.ProgrammeId,
            it.LedgerKey,
            it.RedemptionId,
            it.EntryId,
            it.Withheld.Points.Value,
            it.Withheld.Reason,
            it.At.ToUniversalTime()
        );

    public ListedCompensation ToListedCompensation() =>
        new(LedgerKey, ProgrammeId, RedemptionId, EntryId, new(new(Points), Reason), At);
}
