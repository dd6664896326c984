using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Reads the enrolment that an operator puts.</summary>
[FieldDescription("creditGrade", "The grade that the city supplies.")]
[FieldDescription("programmes", "Programmes to join, in addition to those the member is in.")]
[FieldDescription("consents.personalisation", "Whether purchase history may decide what the member earns.")]
[FieldDescription("consents.marketing", "Whether greetings may also be sent outside the inbox.")]
[FieldDescription("groups", "Schools, communities and the like that the member belongs to.")]
internal static class EnrolBody
{
    private const int NameLengthMax = 64,
        PhoneLengthMax = 32;
    private static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    private static readonly Dictionary<string, string> Locales = new(StringComparer.Ordinal)
    {
        ["zh"] = "zh",
        ["zh-CN"] = "zh-CN",
        ["en"] = "en",
    };

    private static readonly Dictionary<string, CreditGrade?> Grades = Enum.GetValues<CreditGrade>()
        .ToDictionary(grade => grade.ToString(), grade => (CreditGrade?)grade, StringComparer.Ordinal);

    public static Enrol Read(FieldReader reader, string memberId, DateTimeOffset now)
    {
        reader.RequireId(memberId);
        return new(
            new Member(
                memberId,
                CheckBirthday(reader, "birthDate", reader.OptionalDate("birthDate"), now),
                reader.OptionalChoice("creditGrade", Grades),
                reader.Flag("identityVerified"),
                Phone(reader),
                reader.OptionalChoice("locale", Locales),
                reader.Nested(
                    "consents",
                    it => new Consents(
                        it.Flag("personalisation", defaultValue: false),
                        it.Flag("marketing", defaultValue: false)
                    ),
                    required: false
                ) ?? new Consents(Personalisation: false, Marketing: false),
                reader.Ids("programmes", Member.ProgrammesMax),
                reader.List("pets", 0, Member.PetsMax, it => ReadPet(it, now)),
                FrozenReason: null
            )
            {
                Groups = reader.Ids("groups", Member.GroupsMax),
            }
        );
    }

    private static Pet ReadPet(FieldReader reader, DateTimeOffset now)
    {
        var pet = new Pet(reader.Text("name", NameLengthMax), reader.Date("birthday"));
        // A missing or misspelt date has an error already.
        if (pet.Birthday > DateOnly.MinValue || !reader.HasErrors)
            CheckBirthday(reader, "birthday", pet.Birthday, now);
        return pet;
    }

    private static DateOnly? CheckBirthday(FieldReader reader, string name, DateOnly? born, DateTimeOffset now)
    {
        // One day ahead, because the day may already have begun where the member is.
        if (born < EarliestBirth || born > DateOnly.FromDateTime(now.UtcDateTime).PlusDays(1))
            reader.AddError(name, "must be from 1900-01-01 to today");
        return born;
    }

    private static string? Phone(FieldReader reader)
    {
        var phone = reader.OptionalText("phone", PhoneLengthMax);
        if (phone is not null && !phone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' '))
            reader.AddError("phone", "must be digits, with + - and spaces");
        return phone;
    }
}
