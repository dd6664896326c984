using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;
using Points.Domain.Refunding;
using Points.Functions.Earning;
using Points.Functions.OpenApi;

namespace Points.Functions.Refunding;

/// <summary>Reads a refund that a merchant reports.</summary>
[FieldDescription("orderId", "The order number of the purchase.")]
[FieldDescription("refundId", "The merchant's refund number. A refund counts once.")]
[FieldDescription("amountFen", "The amount refunded of the whole order. Give either this or `lines`.")]
[FieldDescription(
    "lines",
    "The refunded lines. Only `sku` and `amountFen` count; the other fields of a purchase's lines are ignored."
)]
internal static class RefundBody
{
    public static Refund Read(FieldReader reader, string memberId)
    {
        reader.RequireId(memberId);
        return new(
            new WalletId(memberId, reader.Id("programmeId")),
            reader.Id("merchantId"),
            reader.Text("orderId", AccrueBody.ReferenceLengthMax),
            reader.Text("refundId", AccrueBody.ReferenceLengthMax),
            Claim(reader)
        );
    }

    private static RefundClaim Claim(FieldReader reader)
    {
        var amount = reader.OptionalWholeNumber("amountFen", 1, OrderLine.AmountMax.Value);
        var lines = reader.List("lines", 0, Accrue.LinesMax, Line);
        if ((amount is null) == lines.IsEmpty)
            reader.AddError("lines", "must be given without amountFen, or amountFen without lines");
        return amount is { } fen ? new RefundClaim.Amount(new(fen)) : new RefundClaim.Lines(lines);
    }

    /// <summary>
    /// Reads a refunded line. Merchants may send the purchase's line: its other fields are checked and ignored.
    /// </summary>
    private static RefundLine Line(FieldReader reader)
    {
        reader.OptionalDate("serviceOn");
        reader.Texts("tags", OrderLine.TagsMax, AccrueBody.ReferenceLengthMax);
        reader.OptionalText("category", AccrueBody.ReferenceLengthMax);
        reader.OptionalWholeNumber("quantity", 1, OrderLine.QuantityMax);
        return new(
            reader.Text("sku", AccrueBody.ReferenceLengthMax),
            new(reader.WholeNumber("amountFen", 0, OrderLine.AmountMax.Value))
        );
    }
}
