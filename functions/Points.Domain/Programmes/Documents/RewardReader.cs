using Points.Domain.Programmes.Naming;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads a reward.</summary>
internal static class RewardReader
{
    private const int NotesMax = 20,
        BlackoutMax = 50;

    /// <summary>The closed list of what a reward may be.</summary>
    private static readonly Dictionary<string, RewardKind> Kinds = new(StringComparer.Ordinal)
    {
        ["goods"] = RewardKind.Goods,
        ["meal"] = RewardKind.Meal,
        ["service"] = RewardKind.Service,
        ["stay"] = RewardKind.Stay,
        ["transport"] = RewardKind.Transport,
        ["ticket"] = RewardKind.Ticket,
        ["upgrade"] = RewardKind.Upgrade,
        ["voucher"] = RewardKind.Voucher,
        ["coupon"] = RewardKind.Coupon,
        ["bill-offset"] = RewardKind.BillOffset,
    };

    /// <summary>
    /// Kinds that are money. They are known, so that the error says that the reward is prohibited, not that the word is
    /// unknown (law L8). Names of money are recognised besides.
    /// </summary>
    private static readonly string[] ProhibitedKinds =
    [
        "securities",
        "security",
        "stock",
        "stocks",
        "shares",
        "fund",
        "bond",
        "transfer",
        "refund",
        "precious-metal",
        "virtual-currency",
        "currency",
        "insurance-payout",
    ];

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

    public static Reward Read(FieldReader reader)
    {
        var worth = reader.OptionalWholeNumber("worthFen", 1, DocumentVocabulary.FenMax) is { } fen
            ? new Fen(fen)
            : (Fen?)null;
        var price = reader.Nested("price", it => PriceReader.Read(it, worth ?? Fen.Zero))!;
        if (price?.Usual is Price.Variable && worth is not null)
            reader.AddError("worthFen", "must be left out: pointsPerYuan already says what points are worth");
        return new()
        {
            RewardId = reader.Id("rewardId"),
            Kind = reader.Choice("kind", Kinds, IsMoney, RewardKind.Prohibited),
            Name = DocumentVocabulary.ReadName(reader),
            Category = reader.OptionalText("category", DocumentVocabulary.NameLengthMax),
            MerchantId = reader.OptionalId("merchantId"),
            Price = price!,
            Stock = reader.OptionalWholeNumber("stock", 1, 1_000_000_000),
            Limit = reader.Nested(
                "limits",
                it => new RewardLimit(
                    (int)it.WholeNumber("perMember", 1, 1_000_000),
                    it.Choice("per", DocumentVocabulary.LimitPeriods, defaultValue: "ever")
                ),
                required: false
            ),
            Hold = reader.Nested("hold", ReadHold, required: false),
            Eligible = ConditionReader.ReadMemberCondition(reader, "eligible"),
            OnSaleFrom = reader.OptionalInstant("onSaleFrom"),
            HeadStart = reader.Nested(
                "headStart",
                it => new HeadStart(
                    (int)it.WholeNumber("hours", 1, 24 * 90),
                    ConditionReader.ReadMemberCondition(it, "when")
                ),
                required: false
            ),
            ValidDays = (int?)reader.OptionalWholeNumber("validDays", 1, 3_660),
            MinimumBill = reader.OptionalWholeNumber("minimumBillFen", 1, DocumentVocabulary.FenMax) is { } bill
                ? new Fen(bill)
                : null,
            MaximumOffset = reader.OptionalWholeNumber("maximumOffsetFen", 1, DocumentVocabulary.FenMax) is { } offset
                ? new Fen(offset)
                : null,
            CompensationRate = reader.Number("compensationRate", 0, 1, decimals: 4, defaultValue: 0),
            Restrictions = reader.Nested("restrictions", ReadRestrictions, required: false) ?? Restrictions.None,
            CashProduct = reader.Nested("cashProduct", ReadCashProduct, required: false),
        };
    }

    private static bool IsMoney(string kind) =>
        ProhibitedKinds.Contains(kind, StringComparer.OrdinalIgnoreCase) || MoneyNames.IsMoney(kind);

    private static HoldTerms ReadHold(FieldReader reader) =>
        new(
            (int?)reader.OptionalWholeNumber("maxHours", 1, HoldTerms.HoursMaxMax),
            (int?)reader.OptionalWholeNumber("maxPieces", 1, 1_000_000)
        );

    private static CashProduct ReadCashProduct(FieldReader reader) =>
        new(
            reader.OptionalWholeNumber("priceFen", 0, DocumentVocabulary.FenMax) is { } fen ? new Fen(fen) : null,
            reader.Nested("restrictions", ReadRestrictions, required: false) ?? Restrictions.None
        );

    private static Restrictions ReadRestrictions(FieldReader reader) =>
        new(
            reader.Nested("admission", ReadAdmission, required: false),
            reader.Choices("weekdays", Weekdays),
            reader.List("blackout", 0, BlackoutMax, ConditionReader.ReadWindow),
            reader.List("notes", 0, NotesMax, DocumentVocabulary.ReadNameParts)
        );

    private static Admission ReadAdmission(FieldReader reader)
    {
        var admission = new Admission(reader.Time("from"), reader.Time("to"));
        if (admission.To <= admission.From)
            reader.AddError("to", "must be after from");
        return admission;
    }
}
