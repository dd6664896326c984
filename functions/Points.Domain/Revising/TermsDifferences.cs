using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Revising;

/// <summary>Finds out whether wallets must be updated to new terms before their next change.</summary>
internal static class TermsDifferences
{
    /// <summary>
    /// Whether any revision after <paramref name="since"/> changes when lots expire or when a job is due for a wallet.
    /// </summary>
    public static bool AffectWallets(Programme programme, int since, ProgrammeTerms terms)
    {
        if (terms.ExpiryChanges.Any(it => it.Revision > since))
            return true;
        ProgrammeTerms[] history =
        [
            .. EffectiveRevision
                .FromHistory(programme.Revisions.Where(it => it.Number <= terms.Number))
                .Select(it => it.Terms),
        ];
        return history
            .Zip(history.Skip(1))
            .Any(pair => pair.Second.Number > since && !HaveSameSchedule(pair.First, pair.Second));
    }

    private static bool HaveSameSchedule(ProgrammeTerms before, ProgrammeTerms after) =>
        before.TimeZone.Equals(after.TimeZone)
        && before.QuietHours == after.QuietHours
        && ListTierThresholds(before).SequenceEqual(ListTierThresholds(after))
        && ListGiftDays(before).SetEquals(ListGiftDays(after))
        && GrantDescription.List(before).SequenceEqual(GrantDescription.List(after));

    /// <summary>The parts of the tiers that tier reviews depend on.</summary>
    private static IEnumerable<(int WindowMonths, string Tier, Fen Spend, int Visits)> ListTierThresholds(
        ProgrammeTerms terms
    ) =>
        terms.Tiers is { } tiers
            ? tiers.Levels.Select(level => (tiers.WindowMonths, level.Tier, level.Spend, level.Visits))
            : [];

    /// <summary>The kinds of own days on which members get gifts.</summary>
    private static HashSet<OwnDay> ListGiftDays(ProgrammeTerms terms) =>
        [.. terms.Actions.Select(action => action.OwnDay).OfType<OwnDay>()];
}
