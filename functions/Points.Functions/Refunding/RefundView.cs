using Points.Domain.Ledger;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Refunding;

/// <summary>The points that a refund took back and returned, and the wallet after it.</summary>
/// <param name="Status"><c>counted</c>, or <c>awaiting-purchase</c> if the refund arrived before its purchase.</param>
/// <param name="Points">The points that the refunded goods had earned.</param>
/// <param name="OwedPoints">
/// The part of <paramref name="Points"/> that the member no longer has. The next earnings pay it back.
/// </param>
/// <param name="ReturnedPoints">The points that paid a part of the order and came back.</param>
internal sealed record RefundView(
    string EntryId,
    string RefundId,
    [OneOf("counted", "awaiting-purchase")] string Status,
    long Points,
    long OwedPoints,
    long ReturnedPoints,
    IReadOnlyList<ExplanationView> Explanation,
    WalletView Wallet
)
{
    public static RefundView From(LedgerEntry entry, bool toMerchant) =>
        entry.Kind is EntryKind.Refund it
            ? new(
                entry.EntryId,
                it.RefundId,
                it.IsBeforePurchase ? "awaiting-purchase" : "counted",
                it.TakenBack.Value,
                entry.DebtChanges.Sum(debt => debt.Points.Value),
                it.PointsReturned.Value,
                toMerchant ? ExplanationView.ForMerchant(entry.Explanation) : ExplanationView.From(entry.Explanation),
                WalletView.From(entry, toMerchant)
            )
            : throw new InvalidOperationException($"entry {entry.EntryId} is not a refund");
}
