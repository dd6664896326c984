using Points.Domain.Ledger;

namespace Points.Domain.Settling;

/// <summary>
/// The lots that came in with an entry. A reversal, and the release of a hold, list the lots that came back first and
/// the compensation (law L13) last.
/// </summary>
internal static class ReceivedLots
{
    public static IEnumerable<Lot> All(LedgerEntry entry) => entry.LotChanges.Where(lot => lot.Points > Points.Zero);

    /// <summary>The lots that came back: all lots but the compensation.</summary>
    /// <param name="compensation">The compensation that the entry states; zero if there is none.</param>
    public static IEnumerable<Lot> Returned(LedgerEntry entry, Points compensation) =>
        compensation == Points.Zero ? All(entry) : All(entry).SkipLast(1);

    /// <summary>The lot of the compensation, in an entry that states one.</summary>
    public static Lot Compensation(LedgerEntry entry) => All(entry).Last();
}
