using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>Decides which days bring a member the benefits of a birthday (decision 30).</summary>
public static class WalletOwnDays
{
    /// <summary>
    /// On how many days of twelve months birthdays may lower prices, raise what purchases earn, or bring a grant,
    /// however many pets the member has.
    /// </summary>
    private const int DaysMax = 1;

    /// <summary>The kinds of own days that a day is, and that bring a benefit.</summary>
    public static ImmutableArray<OwnDay> ListOwnDays(
        this Wallet wallet,
        DateOnly day,
        ProgrammeTerms terms,
        OwnDayBenefit benefit = OwnDayBenefit.Rules
    )
    {
        var kinds = ImmutableArray<OwnDay>.Empty;
        if (wallet.BringsBenefits(OwnDay.Birthday, day, DaysMax, terms, benefit))
            kinds = kinds.Add(OwnDay.Birthday);
        return wallet.BringsBenefits(OwnDay.PetBirthday, day, DaysMax, terms, benefit)
            ? kinds.Add(OwnDay.PetBirthday)
            : kinds;
    }

    /// <summary>On how many days of twelve months the member may get an action's gift.</summary>
    /// <returns>One. For pets as many as the action's limit allows, but no more than one for each birthday.</returns>
    public static int CountGiftDaysMax(this Wallet wallet, PublishedAction action) =>
        action is { OwnDay: OwnDay.PetBirthday, Limit: var limit }
            ? Math.Max(
                1,
                Math.Min(
                    limit.Per is LimitPeriod.Year or LimitPeriod.Ever ? limit.Times : Member.PetsMax,
                    wallet.Facts.YearlyDaysFor(OwnDay.PetBirthday).Length
                )
            )
            : 1;

    /// <summary>Remembers that a day brought benefits of these kinds.</summary>
    /// <param name="now">When the use is booked; uses that no late purchase can concern are dropped.</param>
    public static Wallet UseOwnDays(
        this Wallet wallet,
        IEnumerable<OwnDay> kinds,
        DateOnly day,
        ProgrammeTerms terms,
        DateTimeOffset now,
        OwnDayBenefit benefit = OwnDayBenefit.Rules
    )
    {
        var keepFrom = terms.BusinessDateOf(now).PlusDays(-terms.Earning.LateDays).PlusYears(-1);
        return wallet with
        {
            OwnDayUses = kinds
                .Where(kind => kind != OwnDay.SignUp)
                .Aggregate(wallet.OwnDayUses, (uses, kind) => uses.Add(kind, day, benefit, keepFrom)),
        };
    }

    private static bool BringsBenefits(
        this Wallet wallet,
        OwnDay kind,
        DateOnly day,
        int daysMax,
        ProgrammeTerms terms,
        OwnDayBenefit benefit
    ) => wallet.Facts.IsOwnDay(kind, day, terms.TimeZone) && wallet.OwnDayUses.Allow(kind, day, daysMax, benefit);
}
