using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>A member's profile. It contains only what rules and notices need (law L14).</summary>
/// <param name="Programmes">The programmes that the member is enrolled in. A later enrolment adds to them.</param>
/// <param name="FrozenReason">Why the member can neither earn nor spend; null if the member is not frozen.</param>
public sealed record Member(
    string MemberId,
    DateOnly? BirthDate,
    CreditGrade? CreditGrade,
    bool IdentityVerified,
    string? Phone,
    string? Locale,
    Consents Consents,
    ImmutableArray<string> Programmes,
    ImmutableArray<Pet> Pets,
    string? FrozenReason
)
{
    /// <summary>One commit changes a profile and all wallets of the member, and has at most 100 documents.</summary>
    public const int ProgrammesMax = 90;

    public const int PetsMax = 20;

    public const int GroupsMax = 20;

    private static readonly ImmutableArray<OwnDay> BirthdayKinds = [OwnDay.Birthday, OwnDay.PetBirthday];

    /// <summary>The version of the stored profile: every write gives it another. Null if it is not stored.</summary>
    public string? Version { get; init; }

    public string? Email { get; init; }

    /// <summary>The member's id in another system, such as a shop's customer number. Opaque text.</summary>
    public string? ExternalId { get; init; }

    /// <summary>How the telephone number was verified; null if it was not.</summary>
    public AddressVerification? PhoneVerified { get; init; }

    /// <summary>How the e-mail address was verified; null if it was not.</summary>
    public AddressVerification? EmailVerified { get; init; }

    /// <summary>Names the member's ledgers and never changes. Null in a profile that is not enrolled yet.</summary>
    public LedgerKey? LedgerKey { get; init; }

    /// <summary>Groups that the member belongs to, such as schools and communities.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>The member's registered family; a member is in at most one (law L9).</summary>
    public string? FamilyId { get; init; }

    /// <summary>When birthdays count that have changed (decision 30).</summary>
    public ImmutableArray<OwnDaySpan> OwnDaySpans { get; init; } = [];

    /// <summary>
    /// This profile with the spans in which its birthdays count, and those of the profile that it replaces.
    /// </summary>
    /// <param name="before">The current profile; null for a new member.</param>
    public Member WithChangedOwnDays(Member? before, DateTimeOffset now) =>
        this with
        {
            OwnDaySpans = before is null
                ? []
                : BirthdayKinds.Aggregate(
                    before.OwnDaySpans,
                    (spans, kind) =>
                        OwnDaySpan.Change(spans, kind, before.Facts.YearlyDaysFor(kind), Facts.YearlyDaysFor(kind), now)
                ),
        };

    /// <summary>Whether the member's consent to a purpose counts now.</summary>
    public bool ConsentsTo(ConsentPurpose purpose, DateTimeOffset now) =>
        Consents.StateOf(purpose, BirthDate, now) == ConsentState.Given;

    /// <summary>
    /// What the member can be found by, and whether it belongs to this member alone because it is verified.
    /// </summary>
    public IEnumerable<(LookupValue Value, bool IsVerified)> Lookups
    {
        get
        {
            if (LookupValue.FromPhone(Phone) is { } phone)
                yield return (phone, PhoneVerified is not null);
            if (LookupValue.FromEmail(Email) is { } email)
                yield return (email, EmailVerified is not null);
            if (LookupValue.FromExternalId(ExternalId) is { } externalId)
                yield return (externalId, false);
        }
    }

    /// <summary>A profile that says nothing yet.</summary>
    public static Member Unknown(string memberId) =>
        new(
            memberId,
            BirthDate: null,
            CreditGrade: null,
            IdentityVerified: false,
            Phone: null,
            Locale: null,
            Consents.None,
            Programmes: [],
            Pets: [],
            FrozenReason: null
        );

    /// <summary>What rules may use of the profile. Each wallet of the member has a copy.</summary>
    public MemberFacts Facts =>
        new(IdentityVerified, Frozen: FrozenReason is not null)
        {
            BirthDate = BirthDate,
            CreditGrade = CreditGrade,
            Personalisation = Consents.IsValid(ConsentPurpose.Personalisation, BirthDate),
            PersonalisationByGuardian =
                Consents.FindLast(ConsentPurpose.Personalisation) is { IsGiven: true, By: ConsentGiver.Guardian },
            Groups = Groups,
            FamilyId = FamilyId,
            PetBirthdays = [.. Pets.Select(pet => pet.Birthday)],
            OwnDaySpans = OwnDaySpans,
        };
}

public sealed record Pet(string Name, DateOnly Birthday);
