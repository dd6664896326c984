using Points.Domain.Ledger;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>The points that a purchase would earn, and why.</summary>
/// <param name="UsableFrom">The first day on which the points could be used; missing if at once.</param>
internal sealed record QuoteView(long Points, DateOnly? UsableFrom, IReadOnlyList<ExplanationView> Explanation)
{
    /// <param name="toMerchant">Merchants see nothing that reveals the member's age, grade or tier.</param>
    public static QuoteView From(LedgerEntry entry, bool toMerchant) =>
        new(
            (entry.Points + entry.PendingPoints).Value,
            entry.PendingLotChanges.IsEmpty ? null : entry.PendingLotChanges[0].UsableFrom,
            toMerchant ? ExplanationView.ForMerchant(entry.Explanation) : ExplanationView.From(entry.Explanation)
        );
}
