using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads a reward.</summary>
internal static class RewardDocument
{
    private const int NotesMax = 20,
        BlackoutMax = 50;

    private static readonly Dictionary<string, RewardKind> Kinds = new(StringComparer.Ordinal)
    {
        ["goods"] = RewardKind.Goods,
        ["service"] = RewardKind.Service,
        ["ticket"] = RewardKind.Ticket,
        ["voucher"] = RewardKind.Voucher,
        ["coupon"] = RewardKind.Coupon,
        ["bill-offset"] = RewardKind.BillOffset,
        // Known, so that they are refused as what they are.
        ["cash"] = RewardKind.Prohibited,
        ["prepaid-card"] = RewardKind.Prohibited,
        ["gift-card"] = RewardKind.Prohibited,
        ["securities"] = RewardKind.Prohibited,
        ["security"] = RewardKind.Prohibited,
        ["transfer"] = RewardKind.Prohibited,
        ["virtual-currency"] = RewardKind.Prohibited,
    };

    private static readonly Dictionary<string, DayOfWeek> Weekdays = new(StringComparer.Ordinal)
    {
        ["mon"] = DayOfWeek.Monday,
        ["tue"] = DayOfWeek.Tuesday,
        ["wed"] = DayOfWeek.Wednesday,
        ["thu"] = DayOfWeek.Thursday,
        ["fri"] = DayOfWeek.Friday,
        ["sat"] = DayOfWeek.Saturday,
        ["sun"] = DayOfWeek.Sunday,
    };

    public static Reward Read(Fields fields)
    {
        var worth = fields.OptionalWhole("worthFen", 1, DocumentWords.FenMax) is { } fen ? new Fen(fen) : (Fen?)null;
        var price = fields.Nested("price", it => PriceDocument.Read(it, worth ?? Fen.Zero))!;
        if (price?.Usual is Price.Variable && worth is not null)
            fields.Fault("worthFen", "must be left out: the price says what points are worth");
        return new()
        {
            RewardId = fields.Id("rewardId"),
            Kind = fields.Choice("kind", Kinds),
            Name = DocumentWords.Name(fields),
            Category = fields.OptionalText("category", DocumentWords.NameLengthMax),
            MerchantId = fields.OptionalId("merchantId"),
            Price = price!,
            Stock = fields.OptionalWhole("stock", 1, 1_000_000_000),
            Limit = fields.Nested(
                "limits",
                it => new RewardLimit(
                    (int)it.Whole("perMember", 1, 1_000_000),
                    it.Choice("per", DocumentWords.LimitPeriods, absent: "ever")
                ),
                required: false
            ),
            Eligible = ConditionDocument.OfMember(fields, "eligible"),
            OnSaleFrom = fields.OptionalInstant("onSaleFrom"),
            HeadStart = fields.Nested(
                "headStart",
                it => new HeadStart((int)it.Whole("hours", 1, 24 * 90), ConditionDocument.OfMember(it, "when")),
                required: false
            ),
            ValidDays = (int?)fields.OptionalWhole("validDays", 1, 3_660),
            MinimumBill = fields.OptionalWhole("minimumBillFen", 1, DocumentWords.FenMax) is { } bill
                ? new Fen(bill)
                : null,
            MaximumOffset = fields.OptionalWhole("maximumOffsetFen", 1, DocumentWords.FenMax) is { } offset
                ? new Fen(offset)
                : null,
            CompensationRate = fields.Number("compensationRate", 0, 1, decimals: 4, absent: 0),
            Restrictions = fields.Nested("restrictions", RestrictionsOf, required: false) ?? Restrictions.None,
            CashProduct = fields.Nested("cashProduct", CashProductOf, required: false),
        };
    }

    private static CashProduct CashProductOf(Fields fields) =>
        new(
            fields.OptionalWhole("priceFen", 0, DocumentWords.FenMax) is { } fen ? new Fen(fen) : null,
            fields.Nested("restrictions", RestrictionsOf, required: false) ?? Restrictions.None
        );

    private static Restrictions RestrictionsOf(Fields fields) =>
        new(
            fields.Nested("admission", AdmissionOf, required: false),
            fields.Choices("weekdays", Weekdays),
            fields.List("blackout", 0, BlackoutMax, ConditionDocument.WindowOf),
            fields.List("notes", 0, NotesMax, DocumentWords.NameOf)
        );

    private static Admission AdmissionOf(Fields fields)
    {
        var admission = new Admission(fields.Time("from"), fields.Time("to"));
        if (admission.To <= admission.From)
            fields.Fault("to", "must be after from");
        return admission;
    }
}
