using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Words and bounds that several parts of a programme document share.</summary>
internal static class DocumentVocabulary
{
    public const int NameLengthMax = 100;
    public const int WordLengthMax = 64;
    public const long PointsMax = 1_000_000_000,
        FenMax = 10_000_000_000;

    public static readonly Dictionary<string, LimitPeriod> LimitPeriods = new(StringComparer.Ordinal)
    {
        ["day"] = LimitPeriod.Day,
        ["month"] = LimitPeriod.Month,
        ["year"] = LimitPeriod.Year,
        ["ever"] = LimitPeriod.Ever,
    };

    /// <summary>The days of a member's own that a condition can require.</summary>
    public static readonly Dictionary<string, OwnDay?> OwnDays = new(StringComparer.Ordinal)
    {
        ["birthday"] = OwnDay.Birthday,
        ["pet-birthday"] = OwnDay.PetBirthday,
    };

    /// <summary>The days that an action can require: those of <see cref="OwnDays"/>, and the day of joining.</summary>
    public static readonly Dictionary<string, OwnDay?> ActionDays = new(OwnDays, StringComparer.Ordinal)
    {
        ["sign-up"] = OwnDay.SignUp,
    };

    /// <summary>What an action may be.</summary>
    public static readonly Dictionary<string, ActionKind?> ActionKinds = new(StringComparer.Ordinal)
    {
        ["sign-up"] = ActionKind.SignUp,
        ["birthday"] = ActionKind.Birthday,
        ["pet-birthday"] = ActionKind.PetBirthday,
        ["check-in"] = ActionKind.CheckIn,
        ["visit"] = ActionKind.Visit,
        ["share"] = ActionKind.Share,
        ["review"] = ActionKind.Review,
        ["survey"] = ActionKind.Survey,
        ["event"] = ActionKind.Event,
        ["green-deed"] = ActionKind.GreenDeed,
    };

    /// <summary>What an action on a day of the member's own is; null if any day will do.</summary>
    public static ActionKind? KindOf(OwnDay? day) =>
        day switch
        {
            OwnDay.Birthday => ActionKind.Birthday,
            OwnDay.PetBirthday => ActionKind.PetBirthday,
            OwnDay.SignUp => ActionKind.SignUp,
            null => null,
        };

    /// <summary>Who may record an action. The value is whether members may; operators always may.</summary>
    public static readonly Dictionary<string, bool> CanMemberRecordByCaller = new(StringComparer.Ordinal)
    {
        ["operator"] = false,
        ["member"] = true,
    };

    /// <summary>Members' credit grades.</summary>
    public static readonly Dictionary<string, CreditGrade> CreditGrades = Enum.GetValues<CreditGrade>()
        .ToDictionary(grade => grade.ToString(), StringComparer.Ordinal);

    /// <summary>Reads how many times in a period something counts for a member.</summary>
    public static TimesLimit ReadTimes(FieldReader reader) => ReadTimes(reader, timesMax: 100_000);

    public static TimesLimit ReadTimes(FieldReader reader, int timesMax) =>
        new((int)reader.WholeNumber("times", 1, timesMax), reader.Choice("per", LimitPeriods));

    public static BilingualName ReadName(FieldReader reader) => reader.Nested("name", ReadNameParts)!;

    public static BilingualName? ReadOptionalName(FieldReader reader) =>
        reader.Nested("name", ReadNameParts, required: false);

    public static BilingualName ReadNameParts(FieldReader reader) =>
        new(reader.Text("zh", NameLengthMax), reader.Text("en", NameLengthMax));
}
