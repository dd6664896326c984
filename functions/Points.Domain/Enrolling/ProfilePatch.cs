using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Enrolling;

/// <summary>The fields of a profile that a request names (RFC 7396). All others stay as they are.</summary>
public sealed record ProfilePatch
{
    public FieldChange<DateOnly?> BirthDate { get; init; }
    public FieldChange<CreditGrade?> CreditGrade { get; init; }
    public FieldChange<bool> IdentityVerified { get; init; }
    public FieldChange<string?> Phone { get; init; }
    public FieldChange<string?> Email { get; init; }
    public FieldChange<AddressVerification?> PhoneVerified { get; init; }
    public FieldChange<AddressVerification?> EmailVerified { get; init; }
    public FieldChange<string?> ExternalId { get; init; }
    public FieldChange<string?> Locale { get; init; }

    /// <summary>Null if the request does not name consents.</summary>
    public ConsentChange? Consents { get; init; }

    /// <summary>Programmes to join. A member never leaves a programme by an enrolment.</summary>
    public ImmutableArray<string> Programmes { get; init; } = [];

    public FieldChange<ImmutableArray<Pet>> Pets { get; init; }
    public FieldChange<ImmutableArray<string>> Groups { get; init; }

    /// <summary>Whether the patch may change what the member is found by.</summary>
    public bool NamesLookups =>
        Phone.IsNamed || Email.IsNamed || PhoneVerified.IsNamed || EmailVerified.IsNamed || ExternalId.IsNamed;

    /// <param name="by">Who gives the consents, unless a guardian does.</param>
    public Member ApplyTo(Member before, ConsentGiver by, DateTimeOffset now)
    {
        var birthDate = BirthDate.ApplyTo(before.BirthDate);
        var (phone, email) = (Phone.ApplyTo(before.Phone), Email.ApplyTo(before.Email));
        var keepsPhone = LookupValue.FromPhone(phone) == LookupValue.FromPhone(before.Phone);
        var keepsEmail = LookupValue.FromEmail(email) == LookupValue.FromEmail(before.Email);
        return before with
        {
            BirthDate = birthDate,
            CreditGrade = CreditGrade.ApplyTo(before.CreditGrade),
            IdentityVerified = IdentityVerified.ApplyTo(before.IdentityVerified),
            Phone = phone,
            PhoneVerified = PhoneVerified.ApplyTo(keepsPhone ? before.PhoneVerified : null),
            Email = email,
            EmailVerified = EmailVerified.ApplyTo(keepsEmail ? before.EmailVerified : null),
            ExternalId = ExternalId.ApplyTo(before.ExternalId),
            Locale = Locale.ApplyTo(before.Locale),
            Consents = Consents is null ? before.Consents : before.Consents.Change(Consents, by, birthDate, now),
            Programmes = [.. before.Programmes.Union(Programmes, StringComparer.Ordinal)],
            Pets = Pets.ApplyTo(before.Pets),
            Groups = Groups.ApplyTo(before.Groups),
        };
    }

    /// <summary>The names of the fields that the request names, as in its JSON.</summary>
    public IEnumerable<string> ListNamed() =>
        (
            (IEnumerable<(bool IsNamed, string Name)>)
                [
                    (BirthDate.IsNamed, "birthDate"),
                    (CreditGrade.IsNamed, "creditGrade"),
                    (IdentityVerified.IsNamed, "identityVerified"),
                    (Phone.IsNamed, "phone"),
                    (Email.IsNamed, "email"),
                    (PhoneVerified.IsNamed, "phoneVerified"),
                    (EmailVerified.IsNamed, "emailVerified"),
                    (ExternalId.IsNamed, "externalId"),
                    (Locale.IsNamed, "locale"),
                    (Consents is not null, "consents"),
                    (!Programmes.IsEmpty, "programmes"),
                    (Pets.IsNamed, "pets"),
                    (Groups.IsNamed, "groups"),
                ]
        )
            .Where(it => it.IsNamed)
            .Select(it => it.Name);
}
