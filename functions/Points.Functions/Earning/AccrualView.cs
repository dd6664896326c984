using Points.Domain.Ledger;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>The points that a purchase or an action earned, why, and the wallet after it.</summary>
/// <param name="UsableFrom">The first day on which the points can be used; missing if at once.</param>
internal sealed record AccrualView(
    string EntryId,
    long Points,
    DateOnly? UsableFrom,
    IReadOnlyList<ExplanationView> Explanation,
    WalletView Wallet
)
{
    /// <param name="toMerchant">Merchants see nothing that reveals the member's age, grade or tier.</param>
    public static AccrualView From(LedgerEntry entry, bool toMerchant)
    {
        var wallet = WalletView.From(entry, toMerchant);
        return new(
            entry.EntryId,
            (entry.Points + entry.PendingPoints).Value,
            entry.PendingLotChanges.IsEmpty ? null : entry.PendingLotChanges[0].UsableFrom,
            toMerchant ? ExplanationView.ForMerchant(entry.Explanation) : ExplanationView.From(entry.Explanation),
            wallet
        );
    }
}
