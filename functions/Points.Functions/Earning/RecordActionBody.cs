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
