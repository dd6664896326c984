using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// What rules need to know of a member. The commit that changes the profile copies it into each of the member's
/// wallets, so a write to a wallet never reads the profile. Each wallet gets a new version then, so a decision on the
/// old facts is made again.
/// </summary>
public sealed record MemberFacts(bool IdentityVerified, bool Frozen)
{
    public DateOnly? BirthDate { get; init; }
    public CreditGrade? CreditGrade { get; init; }

    /// <summary>Whether the member consents to personalisation by purchase history (law L14).</summary>
    public bool Personalisation { get; init; }

    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>The family within which the member may give points; null if none (law L9).</summary>
    public string? FamilyId { get; init; }

    public ImmutableArray<DateOnly> PetBirthdays { get; init; } = [];

    /// <summary>
    /// Why this member's wallets may neither earn nor spend; null if they may. Only members whose identity is verified
    /// get points (law L4).
    /// </summary>
    public Refusal? FindRefusal() =>
        Frozen ? new Refusal.MemberFrozen()
        : IdentityVerified ? null
        : new Refusal.NotEligible("the member's identity is not verified");

    /// <summary>The member's own days of that kind that come every year.</summary>
    public IEnumerable<YearlyDay> YearlyDaysFor(OwnDay? ownDay) =>
        ownDay switch
        {
            OwnDay.Birthday => BirthDate is { } born ? [YearlyDay.Of(born)] : [],
            OwnDay.PetBirthday => PetBirthdays.Select(YearlyDay.Of),
            OwnDay.SignUp or null => [],
        };

    /// <summary>Whether a day is one of the member's own days of that kind.</summary>
    public bool IsOwnDay(OwnDay ownDay, DateOnly day) =>
        ownDay switch
        {
            OwnDay.Birthday or OwnDay.PetBirthday => YearlyDaysFor(ownDay).Any(yearly => yearly.IsOn(day)),
            OwnDay.SignUp => true,
        };
}
