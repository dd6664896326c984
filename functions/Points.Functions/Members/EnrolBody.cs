using Points.Domain;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;
using Points.Functions.Access;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>
/// Reads the fields of a profile that a request names. The same fields are put, and sent as a merge patch.
/// </summary>
[FieldDescription("identityVerified", "Required for a new member.")]
[FieldDescription("creditGrade", "The grade that the city supplies.")]
[FieldDescription(
    "phone",
    "Different ways to write a number are the same: a number without a country is of mainland China."
)]
[FieldDescription("phoneVerified", "That the number is this member's alone. Ends when the number changes.")]
[FieldDescription("phoneVerified.by", "How it was verified.")]
[FieldDescription("phoneVerified.at", "When it was verified; now if left out.")]
[FieldDescription("emailVerified", "That the address is this member's alone. Ends when the address changes.")]
[FieldDescription("emailVerified.by", "How it was verified.")]
[FieldDescription("emailVerified.at", "When it was verified; now if left out.")]
[FieldDescription("externalId", "The member's id in another system, such as a shop's customer number.")]
[FieldDescription("programmes", "Programmes to join, in addition to those the member is in.")]
[FieldDescription("consents.personalisation", "Whether purchase history may decide what the member earns.")]
[FieldDescription("consents.marketing", "Whether greetings may also be sent outside the inbox.")]
[FieldDescription("consents.textVersion", "The version of the text that was agreed to.")]
[FieldDescription(
    "consents.guardian",
    "Whether a guardian decides. Under 14 only a guardian's consent counts, from 14 on only the member's own."
)]
[FieldDescription("groups", "Schools, communities and the like that the member belongs to.")]
internal static class EnrolBody
{
    private const int NameLengthMax = 64,
        PhoneLengthMax = 32,
        EmailLengthMax = 254,
        ExternalIdLengthMax = 128,
        TextVersionLengthMax = 64;
    private static readonly DateOnly EarliestBirth = new(1900, 1, 1);
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, string> Locales = new(StringComparer.Ordinal)
    {
        ["zh"] = "zh",
        ["zh-CN"] = "zh-CN",
        ["en"] = "en",
    };

    private static readonly Dictionary<string, CreditGrade?> Grades = Enum.GetValues<CreditGrade>()
        .ToDictionary(grade => grade.ToString(), grade => (CreditGrade?)grade, StringComparer.Ordinal);

    public static ProfilePatch Read(FieldReader reader, string memberId, DateTimeOffset now)
    {
        reader.RequireId(memberId);
        return new()
        {
            BirthDate = reader.Change("birthDate", name => CheckBirthday(reader, name, reader.OptionalDate(name), now)),
            CreditGrade = reader.Change("creditGrade", name => reader.OptionalChoice(name, Grades)),
            IdentityVerified = reader.ChangeToValue("identityVerified", name => reader.OptionalFlag(name) ?? false),
            Phone = reader.Change("phone", name => Phone(reader, name)),
            Email = reader.Change("email", name => Email(reader, name)),
            PhoneVerified = reader.Change("phoneVerified", name => Verification(reader, name, now)),
            EmailVerified = reader.Change("emailVerified", name => Verification(reader, name, now)),
            ExternalId = reader.Change("externalId", name => reader.OptionalText(name, ExternalIdLengthMax)),
            Locale = reader.Change("locale", name => reader.OptionalChoice(name, Locales)),
            Consents = ReadConsents(reader),
            Programmes = reader.ChangeToValue("programmes", name => reader.Ids(name, Member.ProgrammesMax)).Value,
            Pets = reader.Change("pets", name => reader.List(name, 0, Member.PetsMax, it => ReadPet(it, now))),
            Groups = reader.Change("groups", name => reader.Ids(name, Member.GroupsMax)),
        };
    }

    /// <summary>Who gives the consents in a request, unless it names a guardian.</summary>
    public static ConsentGiver GiverOf(Caller caller, string memberId) =>
        caller.IsMember(memberId) ? ConsentGiver.Member : ConsentGiver.Operator;

    private static ConsentChange? ReadConsents(FieldReader reader)
    {
        var (isNamed, change) = reader.Change("consents", name => reader.Nested(name, ReadConsents, required: false));
        return isNamed ? change ?? ConsentChange.WithdrawAll : null;

        static ConsentChange ReadConsents(FieldReader reader)
        {
            var read = new ConsentChange(
                Consent(reader, "personalisation"),
                Consent(reader, "marketing"),
                reader.OptionalText("textVersion", TextVersionLengthMax),
                reader.OptionalFlag("guardian") ?? false
            );
            if (read is { Personalisation: null, Marketing: null })
                foreach (var name in reader.ListNamed())
                    reader.AddError(name, "needs personalisation or marketing, which it is about");
            return read;
        }

        // To remove a consent is to withdraw it.
        static bool? Consent(FieldReader reader, string name) =>
            reader.Change(name, reader.OptionalFlag) is { IsNamed: true, Value: var given } ? given ?? false : null;
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

    private static string? Phone(FieldReader reader, string name)
    {
        var phone = reader.OptionalText(name, PhoneLengthMax);
        if (phone is not null && !phone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' '))
            reader.AddError(name, "must be digits, with + - and spaces");
        return phone;
    }

    private static AddressVerification? Verification(FieldReader reader, string name, DateTimeOffset now) =>
        reader.Nested(name, it => ReadVerification(it, now), required: false);

    private static AddressVerification ReadVerification(FieldReader reader, DateTimeOffset now)
    {
        var at = reader.OptionalInstant("at") ?? now;
        if (at > now + ClockTolerance)
            reader.AddError("at", "must not be in the future");
        return new(reader.Choice("by", AddressVerificationView.Methods), at);
    }

    /// <summary>Only a message that arrives shows that an address is right; this finds what cannot be one.</summary>
    private static string? Email(FieldReader reader, string name)
    {
        var email = reader.OptionalText(name, EmailLengthMax);
        if (email is { Length: > 0 } && !IsEmail(email))
            reader.AddError(name, "must be an address such as ming@example.cn");
        return email;
    }

    internal static bool IsEmail(string text) =>
        text.Split('@') is [{ Length: > 0 }, { Length: > 0 } domain]
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>')
        && domain.Split('.') is { Length: > 1 } labels
        && labels.All(label => label.Length > 0);
}
