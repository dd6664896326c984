using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Earning;

/// <summary>Reads what a member did beside buying.</summary>
[FieldDescription("action", "As the programme publishes it.")]
[FieldDescription("reference", "Tells one deed from another: each counts once.")]
internal static class RecordActionBody
{
    public static RecordAction Read(FieldReader fields, string memberId, bool byOperator)
    {
        fields.RequireId(memberId);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("action"),
            fields.Text("reference", AccrueBody.ReferenceLengthMax),
            byOperator
        );
    }
}
