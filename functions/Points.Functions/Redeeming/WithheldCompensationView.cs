using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Compensation that a member did not get, because a bound of the programme's terms was reached.</summary>
/// <param name="MemberId">Missing if the member was erased.</param>
/// <param name="EntryId">The entry that returned the redemption's points in full.</param>
/// <param name="Points">The compensation points that were withheld.</param>
internal sealed record WithheldCompensationView(
    string? MemberId,
    string RedemptionId,
    string EntryId,
    long Points,
    [OneOf(typeof(WithholdingReason), JsonKnownNamingPolicy.KebabCaseLower)] string Reason,
    DateTimeOffset At
)
{
    public static WithheldCompensationView From(ListedCompensation it, string? memberId) =>
        new(memberId, it.RedemptionId, it.EntryId, it.Withheld.Points.Value, NameOf(it.Withheld.Reason), it.At);

    public static string NameOf(WithholdingReason reason) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
}
