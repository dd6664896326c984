using System.Collections.Immutable;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;
using Points.Functions.Members;
using Points.Functions.OpenApi;

namespace Points.Functions.Earning;

/// <summary>Reads a purchase that a merchant reports.</summary>
[FieldDescription("merchantId", "The merchant that made the sale.")]
[FieldDescription(
    "orderId",
    "The merchant's order number. An order earns once, whoever the member. A whole refund frees the number."
)]
[FieldDescription("occurredAt", "When the member bought, not before 1970. It decides time windows, ages and tiers.")]
[FieldDescription("channel", "Where the member bought, for example `app`.")]
[FieldDescription("lines", "What was bought. The total of all lines has the same maximum as one line.")]
[FieldDescription("lines.amountFen", "The price of all pieces, before points and coupons.")]
[FieldDescription("lines.serviceOn", "The day a booked service is for: at most 400 days before or after the purchase.")]
[FieldDescription("lines.tags", "Tags that rules can refer to, for example `energy-saving`.")]
[FieldDescription("paidWithPointsFen", "The part of the total paid with points or coupons, which earns nothing.")]
[FieldDescription(
    "redemptionIds",
    "The redemptions that paid a part of the purchase: of this member, honoured by this merchant, each for one order."
        + " A full refund returns their points."
)]
[FieldDescription(
    "cardCode",
    "The code of the member's card. A merchant sees the member's balance only with it. The purchase is the same."
        + " Without it, a merchant is quoted what the purchase earns for somebody of whom nothing is known, and cannot post a"
        + " purchase of ¥0."
)]
internal static class AccrueBody
{
    public const int ReferenceLengthMax = 128;
    private const int WordLengthMax = 64;

    /// <summary>Reads a purchase from HTTP, with the card code that the till names, if any.</summary>
    public static (Accrue Purchase, string? CardCode) Read(FieldReader reader, string memberId, bool byOperator) =>
        (ReadPurchase(reader, memberId, byOperator), CardCodeField.ReadOptional(reader));

    /// <summary>Reads a purchase without a card code: in a message, it would have ended.</summary>
    public static Accrue ReadPurchase(FieldReader reader, string memberId, bool byOperator)
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

    /// <summary>
    /// Reads the lines of a purchase or a bill. Their total has the same maximum as one line, so that rules calculate
    /// exactly.
    /// </summary>
    public static ImmutableArray<OrderLine> Lines(FieldReader reader)
    {
        var lines = reader.List("lines", 1, Accrue.LinesMax, Line);
        if (lines.Sum(line => line.Amount.Value) > OrderLine.AmountMax.Value)
            reader.AddError("lines", $"must come to at most {OrderLine.AmountMax.Value} fen in total");
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
