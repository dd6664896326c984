using Points.Domain.Ledger;
using Points.Functions.Wallets;

namespace Points.Functions.Accruing;

/// <summary>What a purchase earned, why, and the wallet it left.</summary>
internal sealed record AccrualView(string EntryId, long Points, IReadOnlyList<ExplanationView> Explanation, WalletView Wallet)
{
    public static AccrualView Of(LedgerEntry entry) =>
        new(entry.EntryId, entry.Points.Value, ExplanationView.Of(entry.Explanation), WalletView.Of(entry));
}

/// <summary>What a purchase would earn.</summary>
internal sealed record QuoteView(long Points, IReadOnlyList<ExplanationView> Explanation)
{
    public static QuoteView Of(LedgerEntry entry) => new(entry.Points.Value, ExplanationView.Of(entry.Explanation));
}
