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
            reader.AddError("lines", "must be given, or amountFen, and not both");
        return amount is { } fen ? new RefundClaim.Amount(new(fen)) : new RefundClaim.Lines(lines);
    }

    /// <summary>A line as the purchase had it, of which sku and amount say what is refunded.</summary>
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
