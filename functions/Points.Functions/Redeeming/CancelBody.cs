using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>
/// Reads a cancellation. By default a merchant that cancels is at fault, because it cannot give the reward; otherwise
/// the member is.
/// </summary>
[FieldDescription(
    "by",
    "Who is at fault: by default the merchant if it cancels, otherwise the member. Members do not send this."
)]
internal static class CancelBody
{
    public static CancelHold Read(FieldReader reader, string redemptionId, Actor by) =>
        new(
            redemptionId,
            by,
            by is Actor.Member
                ? FaultParty.Member
                : reader.Choice(
                    "by",
                    ReversalFields.FaultParties,
                    defaultValue: by is Actor.Merchant ? "merchant" : "member"
                ),
            reader.OptionalText("reason", ReversalFields.ReasonLengthMax)
        );
}
