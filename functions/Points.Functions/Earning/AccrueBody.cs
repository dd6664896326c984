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

    public static Accrue Read(FieldReader reader, string memberId, bool byOperator)
    {
        reader.RequireId(memberId);
        var accrue = new Accrue(
            new WalletId(memberId, reader.Id("programmeId")),
            reader.Id("merchantId"),
            reader.Text("orderId", ReferenceLengthMax),
            reader.Instant("occurredAt"),
            reader.OptionalText("channel", WordLengthMax),
            Lines(reader),
            new(reader.WholeNumber("paidWithPointsFen", 0, OrderLine.AmountMax.Value, defaultValue: 0)),
            reader.Ids("redemptionIds", Accrue.RedemptionIdsMax),
            byOperator
        );
        foreach (var (index, id) in accrue.RedemptionIds.Index())
            if (!Redemption.IsId(id))
                reader.AddError($"redemptionIds[{index}]", "must be the id of a redemption");
        if (accrue.EligibleTotal < Fen.Zero)
            reader.AddError("paidWithPointsFen", $"must be at most the total of the lines, {accrue.Total.Value}");
        return accrue;
    }

    /// <summary>Lines of a purchase or bill; together no more than any of them may be, so that rules count exactly.</summary>
    public static ImmutableArray<OrderLine> Lines(FieldReader reader)
    {
        var lines = reader.List("lines", 1, Accrue.LinesMax, Line);
        if (lines.Sum(line => line.Amount.Value) > OrderLine.AmountMax.Value)
            reader.AddError("lines", $"must come to at most {OrderLine.AmountMax.Value} fen in all");
        return lines;
    }

    private static OrderLine Line(FieldReader reader) =>
        new(
            reader.Text("sku", ReferenceLengthMax),
            reader.Text("category", WordLengthMax),
            new(reader.WholeNumber("amountFen", 0, OrderLine.AmountMax.Value)),
            (int)reader.WholeNumber("quantity", 1, OrderLine.QuantityMax, defaultValue: 1),
            reader.OptionalDate("serviceOn"),
            reader.Texts("tags", OrderLine.TagsMax, WordLengthMax)
        );
}
