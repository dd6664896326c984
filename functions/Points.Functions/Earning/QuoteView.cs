using Points.Domain.Ledger;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>The points that a purchase would earn, and why.</summary>
/// <param name="UsableFrom">The first day on which the points could be used; missing if at once.</param>
/// <param name="Available">The points that the member can spend now; only with the member's card code.</param>
internal sealed record QuoteView(
    long Points,
    DateOnly? UsableFrom,
    IReadOnlyList<ExplanationView> Explanation,
    long? Available
)
{
    public static QuoteView From(LedgerEntry entry, Viewer viewer, bool showsBalance) =>
        new(
            AccrualView.PointsOf(entry, viewer).Value,
            entry.PendingLotChanges.IsEmpty ? null : entry.PendingLotChanges[0].UsableFrom,
            viewer.Explain(entry.Explanation),
            showsBalance ? (entry.BalanceAfter - entry.Points).Value : null
        );
}
