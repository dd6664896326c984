using Points.Domain.Ledger;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>The points that a purchase would earn, and why.</summary>
internal sealed record QuoteView(long Points, IReadOnlyList<ExplanationView> Explanation)
{
    /// <param name="toMerchant">Merchants see nothing that reveals the member's age, grade or tier.</param>
    public static QuoteView From(LedgerEntry entry, bool toMerchant) =>
        new(
            entry.Points.Value,
            toMerchant ? ExplanationView.ForMerchant(entry.Explanation) : ExplanationView.From(entry.Explanation)
        );
}
