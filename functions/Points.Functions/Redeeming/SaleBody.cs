using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;
using Points.Functions.Earning;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Reads the sale that a till takes a voucher for.</summary>
[FieldDescription("billFen", "What the bill comes to; what is left of it is answered.")]
[FieldDescription("reference", "The till's own: it tells one use from another.")]
internal sealed record SaleBody(Fen? Bill, string Reference)
{
    public static SaleBody Read(FieldReader reader) =>
        new(
            reader.OptionalWholeNumber("billFen", 0, OrderLine.AmountMax.Value) is { } bill ? new Fen(bill) : null,
            reader.Text("reference", AccrueBody.ReferenceLengthMax)
        );
}
