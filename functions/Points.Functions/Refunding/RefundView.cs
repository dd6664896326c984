using Points.Domain.Ledger;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Refunding;

/// <summary>What a refund took back and returned, and the wallet it left.</summary>
/// <param name="Status"><c>counted</c>, or <c>awaiting-purchase</c> where it came first.</param>
/// <param name="Points">What the refunded goods had earned, and was taken back.</param>
/// <param name="OwedPoints">What of <paramref name="Points"/> was not there any more, and the next earning pays back.</param>
/// <param name="ReturnedPoints">Points that had paid for a part of the order, and came back.</param>
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
                entry.Owed.Sum(debt => debt.Points.Value),
                it.PointsReturned.Value,
                ExplanationView.From(entry.Explanation),
                WalletView.From(entry, toMerchant)
            )
            : throw new InvalidOperationException($"entry {entry.EntryId} is no refund");
}
