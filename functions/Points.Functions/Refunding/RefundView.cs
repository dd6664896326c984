using Points.Domain.Ledger;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Refunding;

/// <summary>The points that a refund took back and returned, and the wallet after it.</summary>
/// <param name="Status"><c>counted</c>, or <c>awaiting-purchase</c> if the refund arrived before its purchase.</param>
/// <param name="Points">The points that the refunded goods had earned.</param>
/// <param name="OwedPoints">
/// The part of <paramref name="Points"/> that the member no longer has. The next earnings pay it back. Missing for
/// merchants.
/// </param>
/// <param name="ReturnedPoints">The points that paid a part of the order and came back.</param>
/// <param name="Wallet">Missing for merchants.</param>
internal sealed record RefundView(
    string EntryId,
    string RefundId,
    [OneOf("counted", "awaiting-purchase")] string Status,
    long Points,
    long? OwedPoints,
    long ReturnedPoints,
    IReadOnlyList<ExplanationView> Explanation,
    WalletView? Wallet
)
{
    private const string RefundRule = "refund";

    /// <summary>
    /// From which lots a refund took its points, and how many are owed, reveals what the member has left. A merchant
    /// sees how many points the refund took back in all.
    /// </summary>
    public static RefundView From(LedgerEntry entry, Viewer viewer) =>
        entry.Kind is EntryKind.Refund it
            ? new(
                entry.EntryId,
                it.RefundId,
                it.IsBeforePurchase ? "awaiting-purchase" : "counted",
                it.TakenBack.Value,
                viewer.SeesBalances ? entry.DebtChanges.Sum(debt => debt.Points.Value) : null,
                it.PointsReturned.Value,
                viewer.SeesBalances || it.IsBeforePurchase
                    ? viewer.Explain(entry.Explanation)
                    : [new(RefundRule, -it.TakenBack.Value, $"{it.TakenBack} points taken back")],
                viewer.WalletAfter(entry)
            )
            : throw new InvalidOperationException($"entry {entry.EntryId} is not a refund");
}
