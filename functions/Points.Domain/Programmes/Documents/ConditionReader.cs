using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>
/// Reads conditions. Fields about purchase lines are known only in conditions that are checked for each line.
/// </summary>
internal static class ConditionReader
{
    private const int ListMax = 100,
        YearlyMax = 30,
        AgeMax = 150;

    /// <summary>The fields that only <see cref="ReadLineCondition"/> reads.</summary>
    private static readonly string[] BasketFields =
    [
        "spendAtLeastFen",
        "merchants",
        "channels",
        "categories",
        "anyTag",
    ];

    public static Condition ReadMemberCondition(FieldReader reader, string name) =>
        reader.Nested(name, ReadMemberPart, required: false) ?? Condition.Always;

    public static Condition ReadLineCondition(FieldReader reader, string name) =>
        reader.Nested(name, ReadLinePart, required: false) ?? Condition.Always;

    /// <summary>Reads the condition of what members get without buying: it cannot depend on a basket.</summary>
    public static Condition ReadConditionWithoutBasket(FieldReader reader, string name) =>
        reader.Nested(name, ReadPartWithoutBasket, required: false) ?? Condition.Always;

    public static DateWindow ReadWindow(FieldReader reader)
    {
        var (from, to) = (reader.OptionalDate("from"), reader.OptionalDate("to"));
        if (to < from)
            reader.AddError("to", "must not be before from");
        return new(from, to, ReadYearlyDays(reader));
    }

    private static Condition ReadMemberPart(FieldReader reader)
    {
        var (least, below) = (
            reader.OptionalWholeNumber("ageAtLeast", 1, AgeMax),
            reader.OptionalWholeNumber("ageBelow", 1, AgeMax)
        );
        if (least >= below)
            reader.AddError("ageBelow", "must be above ageAtLeast: otherwise no member matches");
        return new()
        {
            Window = ReadWindow(reader),
            OwnDay = reader.OptionalChoice("on", DocumentVocabulary.OwnDays),
            AgeAtLeast = (int?)least,
            AgeBelow = (int?)below,
            CreditGrades = reader.Choices("creditGrades", DocumentVocabulary.CreditGrades),
            Tiers = reader.Ids("tiers", ListMax),
            Groups = reader.Ids("groups", ListMax),
            Affinity = reader.Nested("affinity", ReadAffinity, required: false),
            BalanceAtLeast = reader.OptionalWholeNumber("balanceAtLeast", 1, DocumentVocabulary.PointsMax) is { } points
                ? new Points(points)
                : null,
        };
    }

    private static Condition ReadPartWithoutBasket(FieldReader reader)
    {
        foreach (var field in BasketFields)
            reader.Refuse(field, "must be left out: nothing is bought when this is given");
        return ReadMemberPart(reader);
    }

    private static Condition ReadLinePart(FieldReader reader) =>
        ReadMemberPart(reader) with
        {
            SpendAtLeast = reader.OptionalWholeNumber("spendAtLeastFen", 1, DocumentVocabulary.FenMax) is { } fen
                ? new Fen(fen)
                : null,
            Merchants = reader.Ids("merchants", ListMax),
            Channels = reader.Texts("channels", ListMax, DocumentVocabulary.WordLengthMax),
            Categories = reader.Texts("categories", ListMax, DocumentVocabulary.WordLengthMax),
            AnyTag = reader.Texts("anyTag", ListMax, DocumentVocabulary.WordLengthMax),
        };

    private static Affinity ReadAffinity(FieldReader reader) =>
        new(
            reader.Text("category", DocumentVocabulary.WordLengthMax),
            (int)reader.WholeNumber("ofLastLines", 1, RecentCategories.CountMax),
            reader.Number("shareAtLeast", 0.01m, 1, decimals: 2)
        );

    private static ImmutableArray<YearlyDay> ReadYearlyDays(FieldReader reader)
    {
        var days = ImmutableArray.CreateBuilder<YearlyDay>();
        foreach (var (index, text) in reader.Texts("yearly", YearlyMax, DocumentVocabulary.WordLengthMax).Index())
            if (YearlyDay.TryParse(text, out var day))
                days.Add(day);
            else
                reader.AddError($"yearly[{index}]", "must be a day of the year, such as 06-06");
        return days.ToImmutable();
    }
}
