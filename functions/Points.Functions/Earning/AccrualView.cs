using Points.Domain.Ledger;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>The points that a purchase or an action earned, why, and the wallet after it.</summary>
internal sealed record AccrualView(
    string EntryId,
    long Points,
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
            entry.Points.Value,
            toMerchant ? ExplanationView.ForMerchant(entry.Explanation) : ExplanationView.From(entry.Explanation),
            wallet
        );
    }
}
