using Points.Domain.Ledger;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>What a purchase earned, why, and the wallet it left.</summary>
internal sealed record AccrualView(
    string EntryId,
    long Points,
    IReadOnlyList<ExplanationView> Explanation,
    WalletView Wallet
)
{
    /// <param name="toMerchant">Merchants are shown nothing that tells the member's age, grade or tier.</param>
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

/// <summary>What a purchase would earn.</summary>
internal sealed record QuoteView(long Points, IReadOnlyList<ExplanationView> Explanation)
{
    public static QuoteView From(LedgerEntry entry, bool toMerchant) =>
        new(
            entry.Points.Value,
            toMerchant ? ExplanationView.ForMerchant(entry.Explanation) : ExplanationView.From(entry.Explanation)
        );
}
