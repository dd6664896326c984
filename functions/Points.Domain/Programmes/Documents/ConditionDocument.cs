using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;
using Points.Domain.Wallets;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads when something applies. What asks about lines is known only where there are lines.</summary>
internal static class ConditionDocument
{
    private const int ListMax = 100,
        WordLengthMax = 64,
        YearlyMax = 30,
        AgeMax = 150;

    public static Condition OfMember(Fields fields, string name) =>
        fields.Nested(name, MemberPart, required: false) ?? Condition.Always;

    public static Condition OfLines(Fields fields, string name) =>
        fields.Nested(name, LinePart, required: false) ?? Condition.Always;

    public static Window WindowOf(Fields fields)
    {
        var (from, to) = (fields.OptionalDate("from"), fields.OptionalDate("to"));
        if (to < from)
            fields.Fault("to", "must not be before from");
        return new(from, to, Yearly(fields));
    }

    private static Condition MemberPart(Fields fields)
    {
        var (least, below) = (
            fields.OptionalWhole("ageAtLeast", 1, AgeMax),
            fields.OptionalWhole("ageBelow", 1, AgeMax)
        );
        if (least >= below)
            fields.Fault("ageBelow", "must be above ageAtLeast: nobody is both");
        return new()
        {
            Window = WindowOf(fields),
            On = fields.OptionalChoice("on", DocumentWords.OwnDays),
            AgeAtLeast = (int?)least,
            AgeBelow = (int?)below,
            CreditGrades = fields.Choices("creditGrades", DocumentWords.Grades),
            Tiers = fields.Ids("tiers", ListMax),
            Groups = fields.Ids("groups", ListMax),
            Affinity = fields.Nested("affinity", AffinityOf, required: false),
            BalanceAtLeast = fields.OptionalWhole("balanceAtLeast", 1, DocumentWords.PointsMax) is { } points
                ? new Points(points)
                : null,
        };
    }

    private static Condition LinePart(Fields fields) =>
        MemberPart(fields) with
        {
            SpendAtLeast = fields.OptionalWhole("spendAtLeastFen", 1, DocumentWords.FenMax) is { } fen
                ? new Fen(fen)
                : null,
            Merchants = fields.Ids("merchants", ListMax),
            Channels = fields.Texts("channels", ListMax, WordLengthMax),
            Categories = fields.Texts("categories", ListMax, WordLengthMax),
            AnyTag = fields.Texts("anyTag", ListMax, WordLengthMax),
        };

    private static Affinity AffinityOf(Fields fields) =>
        new(
            fields.Text("category", WordLengthMax),
            (int)fields.Whole("ofLastLines", 1, RecentCategories.CountMax),
            fields.Number("shareAtLeast", 0.01m, 1, decimals: 2)
        );

    private static ImmutableArray<YearlyDay> Yearly(Fields fields)
    {
        var days = ImmutableArray.CreateBuilder<YearlyDay>();
        foreach (var (index, text) in fields.Texts("yearly", YearlyMax, WordLengthMax).Index())
            if (YearlyDay.TryParse(text, out var day))
                days.Add(day);
            else
                fields.Fault($"yearly[{index}]", "must be a day of the year, as 06-06");
        return days.ToImmutable();
    }
}
