using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;
using Points.Domain.Refunding;
using Points.Functions.Earning;
using Points.Functions.OpenApi;

namespace Points.Functions.Refunding;

/// <summary>Reads a refund as merchants post it.</summary>
[FieldDescription("orderId", "The order as its purchase named it.")]
[FieldDescription("refundId", "The merchant's own; one refund counts once.")]
[FieldDescription("amountFen", "Of the whole order. Either this is given, or lines.")]
[FieldDescription("lines", "As the purchase had them, of which sku and amountFen say what is refunded.")]
internal static class RefundBody
{
    public static Refund Read(FieldReader fields, string memberId)
    {
        fields.RequireId(memberId);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("merchantId"),
            fields.Text("orderId", AccrueBody.ReferenceLengthMax),
            fields.Text("refundId", AccrueBody.ReferenceLengthMax),
            Claim(fields)
        );
    }

    private static RefundClaim Claim(FieldReader fields)
    {
        var amount = fields.OptionalWholeNumber("amountFen", 1, OrderLine.AmountMax.Value);
        var lines = fields.List("lines", 0, Accrue.LinesMax, Line);
        if ((amount is null) == lines.IsEmpty)
            fields.AddError("lines", "must be given, or amountFen, and not both");
        return amount is { } fen ? new RefundClaim.Amount(new(fen)) : new RefundClaim.Lines(lines);
    }

    /// <summary>A line as the purchase had it, of which sku and amount say what is refunded.</summary>
    private static RefundLine Line(FieldReader fields)
    {
        fields.OptionalDate("serviceOn");
        fields.Texts("tags", OrderLine.TagsMax, AccrueBody.ReferenceLengthMax);
        fields.OptionalText("category", AccrueBody.ReferenceLengthMax);
        fields.OptionalWholeNumber("quantity", 1, OrderLine.QuantityMax);
        return new(
            fields.Text("sku", AccrueBody.ReferenceLengthMax),
            new(fields.WholeNumber("amountFen", 0, OrderLine.AmountMax.Value))
        );
    }
}
