using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Documents;

/// <summary>Compensation that was withheld from a member. Written once and never changed.</summary>
/// <param name="Account">The partition of the programme's withheld compensation.</param>
/// <param name="SortKey">Orders the list by time.</param>
internal sealed record WithheldCompensationDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    string ProgrammeId,
    string MemberId,
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
            PartitionOf(it.Wallet.ProgrammeId),
            it.SortKey,
            it.Wallet.ProgrammeId,
            it.Wallet.MemberId,
            it.RedemptionId,
            it.EntryId,
            it.Withheld.Points.Value,
            it.Withheld.Reason,
            it.At.ToUniversalTime()
        );

    public ListedCompensation ToListedCompensation() =>
        new(new(MemberId, ProgrammeId), RedemptionId, EntryId, new(new(Points), Reason), At);
}
