using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Functions.Http;
using Points.Functions.Wallets;

namespace Points.Functions.Adjusting;

/// <summary>What an adjustment changed, why, and the wallet after it.</summary>
/// <param name="Points">The change of the balance: of points that were given, less what repaid debts.</param>
internal sealed record AdjustmentView(
    string EntryId,
    long Points,
    IReadOnlyList<ExplanationView> Explanation,
    WalletView Wallet
)
{
    public static JsonResponse Respond(Outcome outcome) =>
        OutcomeResponse.From(outcome, StatusCodes.Status201Created, From, AdjustingJson.Default.AdjustmentView);

    private static AdjustmentView From(LedgerEntry entry) =>
        new(entry.EntryId, entry.Points.Value, ExplanationView.From(entry.Explanation), WalletView.From(entry));
}
