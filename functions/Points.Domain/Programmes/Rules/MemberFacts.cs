using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// What the rules need of a member, copied into each of their wallets by the same commit that changes the profile:
/// a write never reads the profile, and a change of it is serialised with every write by the wallet's version.
/// </summary>
public sealed record MemberFacts(bool IdentityVerified, bool Frozen)
{
    public DateOnly? BirthDate { get; init; }
    public CreditGrade? CreditGrade { get; init; }

    /// <summary>Whether the member consents to being treated by what they buy (law L14).</summary>
    public bool Personalisation { get; init; }

    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Within which points may be given (law L9).</summary>
    public string? FamilyId { get; init; }

    public ImmutableArray<DateOnly> PetBirthdays { get; init; } = [];

    /// <summary>Why this member's wallets may neither earn nor spend; null when they may. Points go to identified members only (law L4).</summary>
    public Refusal? FindRefusal() =>
        Frozen ? new Refusal.MemberFrozen()
        : IdentityVerified ? null
        : new Refusal.NotEligible("the member's identity is not verified");

    /// <summary>Days of the member's own that come every year.</summary>
    public IEnumerable<YearlyDay> YearlyDaysFor(OwnDay? ownDay) =>
        ownDay switch
        {
            OwnDay.Birthday => BirthDate is { } born ? [YearlyDay.Of(born)] : [],
            OwnDay.PetBirthday => PetBirthdays.Select(YearlyDay.Of),
            OwnDay.SignUp or null => [],
        };

    /// <summary>Whether a day is one of the member's own.</summary>
    public bool IsOwnDay(OwnDay ownDay, DateOnly day) =>
        ownDay switch
        {
            OwnDay.Birthday or OwnDay.PetBirthday => YearlyDaysFor(ownDay).Any(yearly => yearly.IsOn(day)),
            OwnDay.SignUp => true,
        };
}
