using System.Collections.Immutable;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Earning;

/// <summary>Reads a purchase as merchants post it.</summary>
[FieldDescription("merchantId", "Who made the sale.")]
[FieldDescription("orderId", "The merchant's own; one order earns once.")]
[FieldDescription("occurredAt", "When the member bought: it decides windows, ages and tiers.")]
[FieldDescription("channel", "Where it was bought, as `app`.")]
[FieldDescription("lines", "What was bought; all lines together come to no more fen than one may.")]
[FieldDescription("lines.amountFen", "Of all pieces, before points and coupons.")]
[FieldDescription("lines.serviceOn", "The day a booked service is for.")]
[FieldDescription("lines.tags", "What rules may ask for, as `energy-saving`.")]
[FieldDescription("paidWithPointsFen", "The part of the total paid with points or coupons, which earns nothing.")]
[FieldDescription("redemptionIds", "The redemptions that paid for a part of it: a full refund returns them.")]
internal static class AccrueBody
{
    public const int ReferenceLengthMax = 128;
    private const int WordLengthMax = 64;

    public static Accrue Read(FieldReader fields, string memberId, bool byOperator)
    {
        fields.RequireId(memberId);
        var accrue = new Accrue(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("merchantId"),
            fields.Text("orderId", ReferenceLengthMax),
            fields.Instant("occurredAt"),
            fields.OptionalText("channel", WordLengthMax),
            Lines(fields),
            new(fields.WholeNumber("paidWithPointsFen", 0, OrderLine.AmountMax.Value, defaultValue: 0)),
            fields.Ids("redemptionIds", Accrue.RedemptionIdsMax),
            byOperator
        );
        foreach (var (index, id) in accrue.RedemptionIds.Index())
            if (!Redemption.IsId(id))
                fields.AddError($"redemptionIds[{index}]", "must be the id of a redemption");
        if (accrue.EligibleTotal < Fen.Zero)
            fields.AddError("paidWithPointsFen", $"must be at most the total of the lines, {accrue.Total.Value}");
        return accrue;
    }

    /// <summary>Lines of a purchase or bill; together no more than any of them may be, so that rules count exactly.</summary>
    public static ImmutableArray<OrderLine> Lines(FieldReader fields)
    {
        var lines = fields.List("lines", 1, Accrue.LinesMax, Line);
        if (lines.Sum(line => line.Amount.Value) > OrderLine.AmountMax.Value)
            fields.AddError("lines", $"must come to at most {OrderLine.AmountMax.Value} fen in all");
        return lines;
    }

    private static OrderLine Line(FieldReader fields) =>
        new(
            fields.Text("sku", ReferenceLengthMax),
            fields.Text("category", WordLengthMax),
            new(fields.WholeNumber("amountFen", 0, OrderLine.AmountMax.Value)),
            (int)fields.WholeNumber("quantity", 1, OrderLine.QuantityMax, defaultValue: 1),
            fields.OptionalDate("serviceOn"),
            fields.Texts("tags", OrderLine.TagsMax, WordLengthMax)
        );
}
