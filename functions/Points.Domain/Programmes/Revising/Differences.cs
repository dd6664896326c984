using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes.Revising;

/// <summary>Whether a wallet has to hear of new terms before something else changes it.</summary>
internal static class Differences
{
    /// <summary>Whether any revision since one says otherwise when lots end or when a job has to see to a wallet.</summary>
    public static bool MatterToWallets(Programme programme, int since, ProgrammeRevision terms)
    {
        if (terms.Redatings.Any(it => it.Revision > since))
            return true;
        ProgrammeRevision[] history =
        [
            .. InForce.Of(programme.Revisions.Where(it => it.Number <= terms.Number)).Select(it => it.Terms),
        ];
        return history
            .Zip(history.Skip(1))
            .Any(pair => pair.Second.Number > since && !AreDueAlike(pair.First, pair.Second));
    }

    private static bool AreDueAlike(ProgrammeRevision before, ProgrammeRevision after) =>
        before.TimeZone.Equals(after.TimeZone)
        && before.QuietHours == after.QuietHours
        && TiersOf(before).SequenceEqual(TiersOf(after))
        && DaysOf(before).SetEquals(DaysOf(after));

    /// <summary>By what a tier is reviewed.</summary>
    private static IEnumerable<(int WindowMonths, string Tier, Fen Spend, int Visits)> TiersOf(
        ProgrammeRevision terms
    ) =>
        terms.Tiers is { } tiers
            ? tiers.Levels.Select(level => (tiers.WindowMonths, level.Tier, level.Spend, level.Visits))
            : [];

    /// <summary>Days of members' own for which something is given.</summary>
    private static HashSet<OwnDay> DaysOf(ProgrammeRevision terms) =>
        [.. terms.Actions.Select(action => action.On).OfType<OwnDay>()];
}
