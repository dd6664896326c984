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
    public FieldChange<string?> Locale { get; init; }

    /// <summary>Null if the request does not name consents.</summary>
    public ConsentChange? Consents { get; init; }

    /// <summary>Programmes to join. A member never leaves a programme by an enrolment.</summary>
    public ImmutableArray<string> Programmes { get; init; } = [];

    public FieldChange<ImmutableArray<Pet>> Pets { get; init; }
    public FieldChange<ImmutableArray<string>> Groups { get; init; }

    /// <param name="by">Who gives the consents, unless a guardian does.</param>
    public Member ApplyTo(Member before, ConsentGiver by, DateTimeOffset now)
    {
        var birthDate = BirthDate.ApplyTo(before.BirthDate);
        return before with
        {
            BirthDate = birthDate,
            CreditGrade = CreditGrade.ApplyTo(before.CreditGrade),
            IdentityVerified = IdentityVerified.ApplyTo(before.IdentityVerified),
            Phone = Phone.ApplyTo(before.Phone),
            Email = Email.ApplyTo(before.Email),
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
