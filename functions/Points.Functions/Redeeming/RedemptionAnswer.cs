using Points.Domain.Ledger;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>A new redemption, and the member's wallet after it.</summary>
/// <param name="PayFen">What is left to pay of the bill.</param>
/// <param name="Explanation">
/// The price, and what happens to held points whose last day comes before the end of the hold.
/// </param>
internal sealed record RedemptionAnswer(
    string RedemptionId,
    [OneOf("completed", "held")] string Status,
    long Points,
    long WorthFen,
    VoucherIssuedView? Voucher,
    long? PayFen,
    DateTimeOffset? HoldUntil,
    IReadOnlyList<LotView> Lots,
    IReadOnlyList<ExplanationView> Explanation,
    WalletView? Wallet
)
{
    public static RedemptionAnswer From(LedgerEntry entry, Viewer viewer)
    {
        var wallet = viewer.WalletAfter(entry);
        var explanation = viewer.Explain(entry.Explanation);
        return entry.Kind switch
        {
            EntryKind.Redemption it => new(
                it.RedemptionId,
                RedemptionView.NameOf(RedemptionStatus.Completed),
                -entry.Points.Value,
                it.Worth.Value,
                it.Voucher is null ? null : new(it.Voucher.Code, it.Voucher.ExpiresOn),
                it.Pay?.Value,
                null,
                LotView.FromOutgoing(viewer.Visible(entry.LotChanges)),
                explanation,
                wallet
            ),
            EntryKind.Hold it => new(
                it.RedemptionId,
                RedemptionView.NameOf(RedemptionStatus.Held),
                -entry.Points.Value,
                it.Worth.Value,
                null,
                it.Pay?.Value,
                it.Until,
                LotView.FromOutgoing(viewer.Visible(entry.LotChanges)),
                explanation,
                wallet
            ),
            _ => throw new InvalidOperationException($"entry {entry.EntryId} is not a redemption"),
        };
    }
}

internal sealed record VoucherIssuedView(string Code, DateOnly? ExpiresOn);
