using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Functions.Http;
using Points.Functions.Wallets;

namespace Points.Functions.Adjusting;

/// <summary>The points that were taken over from another system, and the wallet after it.</summary>
/// <param name="Points">The change of the balance: the points, less what repaid debts.</param>
internal sealed record OpeningBalanceView(
    string EntryId,
    long Points,
    IReadOnlyList<ExplanationView> Explanation,
    WalletView Wallet
)
{
    public static JsonResponse Respond(Outcome outcome) =>
        OutcomeResponse.From(outcome, StatusCodes.Status201Created, From, AdjustingJson.Default.OpeningBalanceView);

    private static OpeningBalanceView From(LedgerEntry entry) =>
        new(entry.EntryId, entry.Points.Value, ExplanationView.From(entry.Explanation), WalletView.From(entry));
}
