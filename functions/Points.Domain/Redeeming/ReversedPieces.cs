using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>Pieces of a redemption as they are undone: what comes back, to which lots, with what compensation.</summary>
/// <param name="Points">Of those pieces, without compensation.</param>
internal sealed record ReversedPieces(
    PendingChange PendingChange,
    Redemption Redemption,
    int Quantity,
    FaultParty Fault,
    Points Points,
    Points Compensation,
    WalletChange WalletChange
)
{
    public EntryKind.Reversal Kind =>
        new(
            Redemption.RedemptionId,
            Redemption.RewardId,
            Redemption.HonouredBy,
            Quantity,
            Redemption.Worth.Prorate(Quantity, Redemption.Quantity),
            Fault,
            Compensation,
            Redemption.Quantity - Redemption.PiecesReversed - Quantity,
            Redemption.Revision
        );

    public ImmutableArray<Explanation> Explanation =>
        [
            new(
                Redemption.RewardId,
                Points,
                $"{Quantity} of {Redemption.Quantity} pieces undone, the {Fault.ToString().ToLowerInvariant()}'s doing"
            ),
            .. LotRestoration.ExplainCompensation(Compensation, Redemption, Points),
            .. WalletChange.Deductions,
        ];

    public static ReversedPieces Of(PendingChange pending, Redemption redemption, int quantity, FaultParty fault)
    {
        var uncounted = pending with
        {
            Wallet = pending.Wallet.UncountReward(redemption.RewardId, quantity, redemption.At, pending.Terms),
        };
        var points = redemption.Points.Prorate(quantity, redemption.Quantity);
        // Of all that was undone by the merchant's fault so far: in however many parts, it comes to the same.
        var compensation =
            fault == FaultParty.Member
                ? Points.Zero
                : redemption.CompensationOn(redemption.PointsReversedForMerchantFault + points)
                    - redemption.CompensationOn(redemption.PointsReversedForMerchantFault);
        var taken = LotRestoration.SelectLots(
            redemption.Lots,
            redemption.Points.Prorate(redemption.PiecesReversed, redemption.Quantity),
            points
        );
        var back = Lots.WithLongerValidity(taken, pending.Terms, redemption.At, pending.Now);
        var change = uncounted.NextChange.Receive(
            [
                .. LotRestoration.ExtendExpiry(back, fault, pending.Today),
                .. LotRestoration.CompensationLots(compensation, redemption.HonouredBy, pending),
            ],
            pending.Today
        );
        return new(uncounted, redemption, quantity, fault, points, compensation, change);
    }

    /// <param name="entryId">Of the entry that says so.</param>
    public Redemption ApplyToRedemption(Request request, string entryId, string reason)
    {
        var reversed = Redemption.PiecesReversed + Quantity;
        var status = reversed == Redemption.Quantity ? RedemptionStatus.Reversed : RedemptionStatus.PartlyReversed;
        return (
            Redemption with
            {
                PiecesReversed = reversed,
                PointsReversedForMerchantFault =
                    Fault == FaultParty.Merchant
                        ? Redemption.PointsReversedForMerchantFault + Points
                        : Redemption.PointsReversedForMerchantFault,
            }
        ).ChangeStatus(status, new(status, request.Now, entryId, Points + Compensation, reason));
    }
}
