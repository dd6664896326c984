using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Earning;

/// <summary>Reads a member's action other than a purchase.</summary>
[FieldDescription("action", "The action's id in the programme's terms.")]
[FieldDescription("reference", "Identifies one occurrence of the action. Each counts once.")]
internal static class RecordActionBody
{
    public static RecordAction Read(FieldReader reader, string memberId, bool byOperator)
    {
        reader.RequireId(memberId);
        return new(
            new WalletId(memberId, reader.Id("programmeId")),
            reader.Id("action"),
            reader.Text("reference", AccrueBody.ReferenceLengthMax),
            byOperator
        );
    }
}
