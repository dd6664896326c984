using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;
using Points.Functions.Earning;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Reads the sale for which a till uses a voucher.</summary>
[FieldDescription("billFen", "The total of the bill; the response says what is left to pay.")]
[FieldDescription("reference", "The till's reference of the sale: the same reference means the same use.")]
internal sealed record SaleBody(Fen? Bill, string Reference)
{
    public static SaleBody Read(FieldReader reader) =>
        new(
            reader.OptionalWholeNumber("billFen", 0, OrderLine.AmountMax.Value) is { } bill ? new Fen(bill) : null,
            reader.Text("reference", AccrueBody.ReferenceLengthMax)
        );
}
