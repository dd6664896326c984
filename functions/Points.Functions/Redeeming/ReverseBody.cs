using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Reads a reversal.</summary>
[FieldDescription("by", "Who is at fault.")]
[FieldDescription("quantity", "How many pieces to reverse; by default all that are left.")]
internal static class ReverseBody
{
    public static Reverse Read(FieldReader reader, string redemptionId, Actor by) =>
        new(
            redemptionId,
            by,
            (int?)reader.OptionalWholeNumber("quantity", 1, Redeem.QuantityMax),
            reader.Choice("by", ReversalFields.FaultParties),
            reader.Text("reason", ReversalFields.ReasonLengthMax)
        );
}
