using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>What became of a redemption, and the wallet it left.</summary>
/// <param name="Points">That are spent for good, or came back; compensation apart.</param>
/// <param name="Quantity">How many pieces were reversed.</param>
/// <param name="CompensationPoints">What came on top.</param>
/// <param name="Lots">Where the points had come from, or went.</param>
internal sealed record SettledView(
    string RedemptionId,
    [OneOf("completed", "cancelled", "reversed", "partly-reversed")] string Status,
    long Points,
    long? WorthFen,
    long? PayFen,
    int? Quantity,
    long? CompensationPoints,
    IReadOnlyList<LotView> Lots,
    WalletView Wallet
)
{
    public static SettledView Of(LedgerEntry entry, bool toMerchant)
    {
        var wallet = WalletView.Of(entry, toMerchant);
        return entry.Cause switch
        {
            Cause.Confirmation it => new(
                it.RedemptionId,
                RedemptionView.NameOf(RedemptionStatus.Completed),
                -entry.Held.Sum(lot => lot.Points.Value),
                it.Worth.Value,
                it.Pay?.Value,
                null,
                null,
                LotView.OfTaken(entry.Held),
                wallet
            ),
            Cause.Release it => new(
                it.RedemptionId,
                RedemptionView.NameOf(RedemptionStatus.Cancelled),
                entry.Held.Sum(lot => -lot.Points.Value),
                null,
                null,
                null,
                it.Compensation.Value == 0 ? null : it.Compensation.Value,
                LotView.Of(entry.Moved),
                wallet
            ),
            Cause.Reversal it => new(
                it.RedemptionId,
                RedemptionView.NameOf(it.Left == 0 ? RedemptionStatus.Reversed : RedemptionStatus.PartlyReversed),
                entry.Explanation[0].Points.Value,
                it.Worth.Value,
                null,
                it.Quantity,
                it.Compensation.Value,
                LotView.Of(entry.Moved),
                wallet
            ),
            _ => throw new InvalidOperationException($"entry {entry.EntryId} settles no redemption"),
        };
    }
}
