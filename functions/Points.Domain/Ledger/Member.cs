using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>What is known of a member: no more than rules and notices need (law L14).</summary>
/// <param name="Programmes">Those they are enrolled in; nobody leaves one by being left out of a later enrolment.</param>
/// <param name="FrozenReason">Why the member may neither earn nor spend; null when they may.</param>
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
    /// <summary>A profile changes in one commit with all the member's wallets, and a commit takes a hundred documents.</summary>
    public const int ProgrammesMax = 90;

    public const int PetsMax = 20;

    public const int GroupsMax = 20;

    /// <summary>Schools, communities and the like that the member belongs to.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>The registered family that the member is in; at most one (law L9).</summary>
    public string? FamilyId { get; init; }

    public MemberFacts Facts =>
        new(IdentityVerified, Frozen: FrozenReason is not null)
        {
            BirthDate = BirthDate,
            CreditGrade = CreditGrade,
            Personalisation = Consents.Personalisation,
            Groups = Groups,
            FamilyId = FamilyId,
            PetBirthdays = [.. Pets.Select(pet => pet.Birthday)],
        };
}

/// <summary>What the member has agreed to.</summary>
public sealed record Consents(bool Personalisation, bool Marketing);

public sealed record Pet(string Name, DateOnly Birthday);
