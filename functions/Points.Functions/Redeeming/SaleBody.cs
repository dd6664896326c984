using Points.Domain.Accruing;
using Points.Domain.Reading;
using Points.Functions.Accruing;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Reads the sale that a till takes a voucher for.</summary>
[Field("billFen", "What the bill comes to; what is left of it is answered.")]
[Field("reference", "The till's own: it tells one use from another.")]
internal sealed record SaleBody(Fen? Bill, string Reference)
{
    public static SaleBody Read(Fields fields) =>
        new(
            fields.OptionalWhole("billFen", 0, OrderLine.AmountMax.Value) is { } bill ? new Fen(bill) : null,
            fields.Text("reference", AccrueBody.ReferenceLengthMax)
        );
}
