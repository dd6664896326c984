using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Reads when something applies. What asks about lines is known only where there are lines.</summary>
internal static class ConditionReader
{
    private const int ListMax = 100,
        WordLengthMax = 64,
        YearlyMax = 30,
        AgeMax = 150;

    public static Condition ReadMemberCondition(FieldReader fields, string name) =>
        fields.Nested(name, ReadMemberPart, required: false) ?? Condition.Always;

    public static Condition ReadLineCondition(FieldReader fields, string name) =>
        fields.Nested(name, ReadLinePart, required: false) ?? Condition.Always;

    public static DateWindow ReadWindow(FieldReader fields)
    {
        var (from, to) = (fields.OptionalDate("from"), fields.OptionalDate("to"));
        if (to < from)
            fields.AddError("to", "must not be before from");
        return new(from, to, ReadYearlyDays(fields));
    }

    private static Condition ReadMemberPart(FieldReader fields)
    {
        var (least, below) = (
            fields.OptionalWholeNumber("ageAtLeast", 1, AgeMax),
            fields.OptionalWholeNumber("ageBelow", 1, AgeMax)
        );
        if (least >= below)
            fields.AddError("ageBelow", "must be above ageAtLeast: nobody is both");
        return new()
        {
            Window = ReadWindow(fields),
            OwnDay = fields.OptionalChoice("on", DocumentVocabulary.OwnDays),
            AgeAtLeast = (int?)least,
            AgeBelow = (int?)below,
            CreditGrades = fields.Choices("creditGrades", DocumentVocabulary.CreditGrades),
            Tiers = fields.Ids("tiers", ListMax),
            Groups = fields.Ids("groups", ListMax),
            Affinity = fields.Nested("affinity", ReadAffinity, required: false),
            BalanceAtLeast = fields.OptionalWholeNumber("balanceAtLeast", 1, DocumentVocabulary.PointsMax) is { } points
                ? new Points(points)
                : null,
        };
    }

    private static Condition ReadLinePart(FieldReader fields) =>
        ReadMemberPart(fields) with
        {
            SpendAtLeast = fields.OptionalWholeNumber("spendAtLeastFen", 1, DocumentVocabulary.FenMax) is { } fen
                ? new Fen(fen)
                : null,
            Merchants = fields.Ids("merchants", ListMax),
            Channels = fields.Texts("channels", ListMax, WordLengthMax),
            Categories = fields.Texts("categories", ListMax, WordLengthMax),
            AnyTag = fields.Texts("anyTag", ListMax, WordLengthMax),
        };

    private static Affinity ReadAffinity(FieldReader fields) =>
        new(
            fields.Text("category", WordLengthMax),
            (int)fields.WholeNumber("ofLastLines", 1, RecentCategories.CountMax),
            fields.Number("shareAtLeast", 0.01m, 1, decimals: 2)
        );

    private static ImmutableArray<YearlyDay> ReadYearlyDays(FieldReader fields)
    {
        var days = ImmutableArray.CreateBuilder<YearlyDay>();
        foreach (var (index, text) in fields.Texts("yearly", YearlyMax, WordLengthMax).Index())
            if (YearlyDay.TryParse(text, out var day))
                days.Add(day);
            else
                fields.AddError($"yearly[{index}]", "must be a day of the year, as 06-06");
        return days.ToImmutable();
    }
}
