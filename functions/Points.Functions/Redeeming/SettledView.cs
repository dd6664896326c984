using System.Text.Json.Serialization;
using Points.Domain.Ledger;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>A confirmed, cancelled or reversed redemption, and the member's wallet after it.</summary>
/// <param name="Points">The points that were spent or returned, without compensation.</param>
/// <param name="Quantity">How many pieces were reversed.</param>
/// <param name="CompensationPoints">The compensation points on top.</param>
/// <param name="WithheldPoints">
/// Compensation points that the member did not get, because a bound of the terms was reached; missing if none.
/// </param>
/// <param name="WithheldBecause">
/// Which bound was reached; missing if nothing was withheld, and for merchants.
/// </param>
/// <param name="ExpiredPoints">
/// Points that came back after their last day, and so expired at once; missing if there are none.
/// </param>
/// <param name="Lots">
/// The lots from which the points were taken, or to which they returned; a merchant sees those that it issued.
/// </param>
/// <param name="Wallet">Missing for merchants.</param>
internal sealed record SettledView(
    string RedemptionId,
    [OneOf("completed", "cancelled", "reversed", "partly-reversed")] string Status,
    long Points,
    long? WorthFen,
    long? PayFen,
    int? Quantity,
    long? CompensationPoints,
    long? WithheldPoints,
    [OneOf(typeof(WithholdingReason), JsonKnownNamingPolicy.KebabCaseLower)] string? WithheldBecause,
    long? ExpiredPoints,
    IReadOnlyList<LotView> Lots,
    WalletView? Wallet
)
{
    public static SettledView From(LedgerEntry entry, Viewer viewer)
    {
        var wallet = viewer.WalletAfter(entry);
        return entry.Kind switch
        {
            EntryKind.Confirmation it => new(
                it.RedemptionId,
                RedemptionView.NameOf(RedemptionStatus.Completed),
                -entry.HoldChanges.Sum(lot => lot.Points.Value),
                it.Worth.Value,
                it.Pay?.Value,
                null,
                null,
                null,
                null,
                null,
                LotView.FromOutgoing(viewer.Visible(entry.HoldChanges)),
                wallet
            ),
            EntryKind.Release it => new(
                it.RedemptionId,
                RedemptionView.NameOf(RedemptionStatus.Cancelled),
                entry.HoldChanges.Sum(lot => -lot.Points.Value),
                null,
                null,
                null,
                it.Compensation.Value == 0 ? null : it.Compensation.Value,
                it.Withheld?.Points.Value,
                viewer.IsMerchant ? null : NameOf(it.Withheld),
                ExpiredOnArrival(entry),
                LotView.From(viewer.Visible(entry.LotChanges)),
                wallet
            ),
            EntryKind.Reversal it => new(
                it.RedemptionId,
                RedemptionView.NameOf(it.PiecesLeft == 0 ? RedemptionStatus.Reversed : RedemptionStatus.PartlyReversed),
                PointsReturned(entry),
                it.Worth.Value,
                null,
                it.Quantity,
                it.Compensation.Value,
                it.Withheld?.Points.Value,
                viewer.IsMerchant ? null : NameOf(it.Withheld),
                ExpiredOnArrival(entry),
                LotView.From(viewer.Visible(entry.LotChanges)),
                wallet
            ),
            _ => throw new InvalidOperationException($"entry {entry.EntryId} does not settle a redemption"),
        };
    }

    private static long? ExpiredOnArrival(LedgerEntry entry) =>
        entry.Explanation.Where(line => line.Rule == WalletChange.ExpiredOnArrivalRule).Sum(line => -line.Points.Value)
            is > 0
                and var points
            ? points
            : null;

    private static string? NameOf(WithheldCompensation? withheld) =>
        withheld is null ? null : WithheldCompensationView.NameOf(withheld.Reason);

    /// <summary>
    /// A reversal explains the returned points first, before the compensation and what paid off debt.
    /// </summary>
    private static long PointsReturned(LedgerEntry reversal) => reversal.Explanation[0].Points.Value;
}
