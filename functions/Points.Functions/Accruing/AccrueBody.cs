using System.Collections.Immutable;
using Points.Domain.Accruing;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;
using Points.Functions.OpenApi;

namespace Points.Functions.Accruing;

/// <summary>Reads a purchase as merchants post it.</summary>
[Field("merchantId", "Who made the sale.")]
[Field("orderId", "The merchant's own; one order earns once.")]
[Field("occurredAt", "When the member bought: it decides windows, ages and tiers.")]
[Field("channel", "Where it was bought, as `app`.")]
[Field("lines", "What was bought; all lines together come to no more fen than one may.")]
[Field("lines.amountFen", "Of all pieces, before points and coupons.")]
[Field("lines.serviceOn", "The day a booked service is for.")]
[Field("lines.tags", "What rules may ask for, as `energy-saving`.")]
[Field("paidWithPointsFen", "The part of the total paid with points or coupons, which earns nothing.")]
[Field("redemptionIds", "The redemptions that paid for a part of it: a full refund returns them.")]
internal static class AccrueBody
{
    public const int ReferenceLengthMax = 128;
    private const int WordLengthMax = 64;

    public static Accrue Read(Fields fields, string memberId, bool byOperator)
    {
        fields.NeedId(memberId);
        var accrue = new Accrue(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("merchantId"),
            fields.Text("orderId", ReferenceLengthMax),
            fields.Instant("occurredAt"),
            fields.OptionalText("channel", WordLengthMax),
            Lines(fields),
            new(fields.Whole("paidWithPointsFen", 0, OrderLine.AmountMax.Value, absent: 0)),
            fields.Ids("redemptionIds", Accrue.RedemptionIdsMax),
            byOperator
        );
        foreach (var (index, id) in accrue.RedemptionIds.Index())
            if (!Redemption.IsId(id))
                fields.Fault($"redemptionIds[{index}]", "must be the id of a redemption");
        if (accrue.EligibleTotal < Fen.Zero)
            fields.Fault("paidWithPointsFen", $"must be at most the total of the lines, {accrue.Total.Value}");
        return accrue;
    }

    /// <summary>Lines of a purchase or bill; together no more than any of them may be, so that rules count exactly.</summary>
    public static ImmutableArray<OrderLine> Lines(Fields fields)
    {
        var lines = fields.List("lines", 1, Accrue.LinesMax, Line);
        if (lines.Sum(line => line.Amount.Value) > OrderLine.AmountMax.Value)
            fields.Fault("lines", $"must come to at most {OrderLine.AmountMax.Value} fen in all");
        return lines;
    }

    private static OrderLine Line(Fields fields) =>
        new(
            fields.Text("sku", ReferenceLengthMax),
            fields.Text("category", WordLengthMax),
            new(fields.Whole("amountFen", 0, OrderLine.AmountMax.Value)),
            (int)fields.Whole("quantity", 1, OrderLine.QuantityMax, absent: 1),
            fields.OptionalDate("serviceOn"),
            fields.Texts("tags", OrderLine.TagsMax, WordLengthMax)
        );
}
