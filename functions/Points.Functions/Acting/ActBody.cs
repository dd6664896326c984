using Points.Domain.Acting;
using Points.Domain.Reading;
using Points.Domain.Wallets;
using Points.Functions.Accruing;
using Points.Functions.OpenApi;

namespace Points.Functions.Acting;

/// <summary>Reads what a member did beside buying.</summary>
[Field("action", "As the programme publishes it.")]
[Field("reference", "Tells one deed from another: each counts once.")]
internal static class ActBody
{
    public static Act Read(Fields fields, string memberId, bool byOperator)
    {
        fields.NeedId(memberId);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("action"),
            fields.Text("reference", AccrueBody.ReferenceLengthMax),
            byOperator
        );
    }
}
