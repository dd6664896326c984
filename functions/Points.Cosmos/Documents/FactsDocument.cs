using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>The wallet's copy of the member's facts. It is personal data and is deleted with the member.</summary>
internal sealed record FactsDocument(bool IdentityVerified, bool Frozen)
{
    public DateOnly? BirthDate { get; init; }
    public string? CreditGrade { get; init; }
    public bool? Personalisation { get; init; }
    public bool? PersonalisationByGuardian { get; init; }
    public IReadOnlyList<string>? Groups { get; init; }
    public string? FamilyId { get; init; }
    public IReadOnlyList<DateOnly>? PetBirthdays { get; init; }
    public IReadOnlyList<OwnDaySpanDocument>? OwnDaySpans { get; init; }

    public static FactsDocument From(MemberFacts facts) =>
        new(facts.IdentityVerified, facts.Frozen)
        {
            BirthDate = facts.BirthDate,
            CreditGrade = facts.CreditGrade?.ToString(),
            Personalisation = facts.Personalisation ? true : null,
            PersonalisationByGuardian = facts.PersonalisationByGuardian ? true : null,
            Groups = facts.Groups.IsEmpty ? null : facts.Groups,
            FamilyId = facts.FamilyId,
            PetBirthdays = facts.PetBirthdays.IsEmpty ? null : facts.PetBirthdays,
            OwnDaySpans = OwnDaySpanDocument.FromOrNull(facts.OwnDaySpans),
        };

    public MemberFacts ToFacts() =>
        new(IdentityVerified, Frozen)
        {
            BirthDate = BirthDate,
            CreditGrade = CreditGrade is null ? null : Enum.Parse<CreditGrade>(CreditGrade),
            Personalisation = Personalisation == true,
            PersonalisationByGuardian = PersonalisationByGuardian == true,
            Groups = [.. Groups ?? []],
            FamilyId = FamilyId,
            PetBirthdays = [.. PetBirthdays ?? []],
            OwnDaySpans = OwnDaySpanDocument.ToSpans(OwnDaySpans),
        };
}
