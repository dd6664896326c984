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

    /// <summary>
    /// Whether consent to personalisation by purchase history was given and not withdrawn (law L14). Whether it counts
    /// depends on the member's age: <see cref="AllowsPersonalisation"/>.
    /// </summary>
    public bool Personalisation { get; init; }

    /// <summary>Whether a guardian gave the consent to personalisation.</summary>
    public bool PersonalisationByGuardian { get; init; }

    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>The family within which the member may give points; null if none (law L9).</summary>
    public string? FamilyId { get; init; }

    public ImmutableArray<DateOnly> PetBirthdays { get; init; } = [];

    /// <summary>When birthdays count that have changed; empty if none has.</summary>
    public ImmutableArray<OwnDaySpan> OwnDaySpans { get; init; } = [];

    /// <summary>
    /// Whether the consent to personalisation counts on a day. Under 14 only a guardian's does, from 14 on only the
    /// member's own.
    /// </summary>
    public bool AllowsPersonalisation(DateOnly day) =>
        Personalisation && PersonalisationByGuardian == GuardianAge.IsBelow(BirthDate, day);

    /// <summary>
    /// Why this member's wallets may neither earn nor spend; null if they may. Only members whose identity is verified
    /// get points (law L4).
    /// </summary>
    public Refusal? FindRefusal() =>
        Frozen ? new Refusal.MemberFrozen()
        : IdentityVerified ? null
        : new Refusal.NotEligible("the member's identity is not verified");

    /// <summary>Whether grants depend on nothing that differs from other facts.</summary>
    public bool HaveSameGrants(MemberFacts other) =>
        (IdentityVerified, Frozen, BirthDate, CreditGrade)
            == (other.IdentityVerified, other.Frozen, other.BirthDate, other.CreditGrade)
        && (Personalisation, PersonalisationByGuardian) == (other.Personalisation, other.PersonalisationByGuardian)
        && Groups.SequenceEqual(other.Groups)
        && PetBirthdays.SequenceEqual(other.PetBirthdays)
        && OwnDaySpans.SequenceEqual(other.OwnDaySpans);

    /// <summary>The member's own days of that kind that come every year, each once.</summary>
    public ImmutableArray<YearlyDay> YearlyDaysFor(OwnDay? ownDay) =>
        ownDay switch
        {
            OwnDay.Birthday => BirthDate is { } born ? [YearlyDay.Of(born)] : [],
            OwnDay.PetBirthday => [.. PetBirthdays.Select(YearlyDay.Of).Distinct()],
            OwnDay.SignUp or null => [],
        };

    /// <summary>When the own days of that kind count for benefits, those included that have been replaced.</summary>
    public IEnumerable<OwnDaySpan> SpansFor(OwnDay? ownDay) =>
        ownDay is not { } kind
            ? []
            : YearlyDaysFor(kind)
                .Where(day => !OwnDaySpans.Any(it => it.Kind == kind && it.Day == day && it.Until is null))
                .Select(day => new OwnDaySpan(kind, day, From: null, Until: null))
                .Concat(OwnDaySpans.Where(it => it.Kind == kind));

    /// <summary>Whether a day counts as one of the member's own days of that kind.</summary>
    public bool IsOwnDay(OwnDay ownDay, DateOnly day, TimeZoneInfo zone) =>
        ownDay switch
        {
            OwnDay.Birthday or OwnDay.PetBirthday => HasYearlyDayOn(ownDay, day)
                && SpansFor(ownDay).Any(it => it.Day.IsOn(day) && it.Contains(day, zone)),
            OwnDay.SignUp => true,
        };

    /// <summary>
    /// Whether any birthday of that kind, present or past, is on a day. Most purchases need no closer look.
    /// </summary>
    private bool HasYearlyDayOn(OwnDay ownDay, DateOnly day)
    {
        if (ownDay == OwnDay.Birthday && BirthDate is { } born && YearlyDay.Of(born).IsOn(day))
            return true;
        if (ownDay == OwnDay.PetBirthday)
            foreach (var birthday in PetBirthdays)
                if (YearlyDay.Of(birthday).IsOn(day))
                    return true;
        foreach (var span in OwnDaySpans)
            if (span.Kind == ownDay && span.Day.IsOn(day))
                return true;
        return false;
    }
}
