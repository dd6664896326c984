using Points.Domain.Accruing;
using Points.Domain.Reading;
using Points.Domain.Refunding;
using Points.Domain.Wallets;
using Points.Functions.Accruing;
using Points.Functions.OpenApi;

namespace Points.Functions.Refunding;

/// <summary>Reads a refund as merchants post it.</summary>
[Field("orderId", "The order as its purchase named it.")]
[Field("refundId", "The merchant's own; one refund counts once.")]
[Field("amountFen", "Of the whole order. Either this is given, or lines.")]
[Field("lines", "As the purchase had them, of which sku and amountFen say what is refunded.")]
internal static class RefundBody
{
    public static Refund Read(Fields fields, string memberId)
    {
        fields.NeedId(memberId);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("merchantId"),
            fields.Text("orderId", AccrueBody.ReferenceLengthMax),
            fields.Text("refundId", AccrueBody.ReferenceLengthMax),
            Claim(fields)
        );
    }

    private static RefundClaim Claim(Fields fields)
    {
        var amount = fields.OptionalWhole("amountFen", 1, OrderLine.AmountMax.Value);
        var lines = fields.List("lines", 0, Accrue.LinesMax, Line);
        if ((amount is null) == lines.IsEmpty)
            fields.Fault("lines", "must be given, or amountFen, and not both");
        return amount is { } fen ? new RefundClaim.Amount(new(fen)) : new RefundClaim.Lines(lines);
    }

    /// <summary>A line as the purchase had it, of which sku and amount say what is refunded.</summary>
    private static RefundLine Line(Fields fields)
    {
        fields.OptionalDate("serviceOn");
        fields.Texts("tags", OrderLine.TagsMax, AccrueBody.ReferenceLengthMax);
        fields.OptionalText("category", AccrueBody.ReferenceLengthMax);
        fields.OptionalWhole("quantity", 1, OrderLine.QuantityMax);
        return new(
            fields.Text("sku", AccrueBody.ReferenceLengthMax),
            new(fields.Whole("amountFen", 0, OrderLine.AmountMax.Value))
        );
    }
}
