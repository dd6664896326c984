using Points.Domain.Ledger;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>The points that a purchase or an action earned, why, and the wallet after it.</summary>
/// <param name="Points">What was earned. The member sees it less what repaid debts.</param>
/// <param name="UsableFrom">The first day on which the points can be used; missing if at once.</param>
/// <param name="Wallet">Missing for a merchant that named no code of the member's.</param>
internal sealed record AccrualView(
    string EntryId,
    long Points,
    DateOnly? UsableFrom,
    IReadOnlyList<ExplanationView> Explanation,
    WalletView? Wallet
)
{
    public static AccrualView From(LedgerEntry entry, Viewer viewer) =>
        new(
            entry.EntryId,
            PointsOf(entry, viewer).Value,
            entry.PendingLotChanges.IsEmpty ? null : entry.PendingLotChanges[0].UsableFrom,
            viewer.Explain(entry.Explanation),
            viewer.WalletAfter(entry)
        );

    /// <summary>
    /// Without what repaid debts for the member; with it for a merchant, who must not learn of debts.
    /// </summary>
    internal static Points PointsOf(LedgerEntry entry, Viewer viewer) =>
        viewer.IsMerchant
            ? entry.DebtChanges.Aggregate(entry.Points + entry.PendingPoints, (sum, debt) => sum - debt.Points)
            : entry.Points + entry.PendingPoints;
}
