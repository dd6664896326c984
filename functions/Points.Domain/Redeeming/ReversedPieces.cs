using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Redeeming;

/// <summary>Pieces of a redemption that are reversed: the returned points, their lots, and the compensation.</summary>
/// <param name="PendingChange">The wallet in which the pieces no longer count towards limits.</param>
/// <param name="Points">The points of these pieces, without compensation.</param>
/// <param name="WalletChange">Returns the points and the compensation to the wallet.</param>
internal sealed record ReversedPieces(
    PendingChange PendingChange,
    Redemption Redemption,
    int Quantity,
    FaultParty Fault,
    Points Points,
    MerchantCompensation Compensation,
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
            Compensation.Points,
            Redemption.Quantity - Redemption.PiecesReversed - Quantity,
            Redemption.Revision,
            Compensation.Withheld
        );

    /// <summary>The returned points first, then the compensation, then what paid off debt.</summary>
    public ImmutableArray<Explanation> Explanation =>
        [
            new(Redemption.RewardId, Points, $"{Quantity} of {Redemption.Quantity} pieces reversed {ReasonPhrase}"),
            .. Compensation.Explain(Redemption, Points),
            .. WalletChange.Deductions,
        ];

    private string ReasonPhrase =>
        Fault switch
        {
            FaultParty.Member => "at the member's request",
            FaultParty.Merchant => "by the merchant's fault",
        };

    /// <param name="allowance">From the compensation budget.</param>
    public static ReversedPieces Of(
        PendingChange pending,
        Redemption redemption,
        int quantity,
        FaultParty fault,
        Allowance allowance
    )
    {
        var points = redemption.Points.Prorate(quantity, redemption.Quantity);
        // Calculated on the sum so far, so that many partial reversals give no more than one for all pieces.
        var owed =
            fault == FaultParty.Member
                ? Points.Zero
                : redemption.CompensationOn(redemption.PointsReversedForMerchantFault + points)
                    - redemption.CompensationOn(redemption.PointsReversedForMerchantFault);
        var compensation = MerchantCompensation.Decide(pending, redemption, owed, allowance);
        var counted = compensation.CountIn(pending, redemption);
        var uncounted = counted with
        {
            Wallet = counted.Wallet.UncountReward(redemption.RewardId, quantity, redemption.At, pending.Terms),
        };
        var taken = LotRestoration.SelectLots(
            redemption.Lots,
            redemption.Points.Prorate(redemption.PiecesReversed, redemption.Quantity),
            points
        );
        var returned = Lots.WithLongerValidity(taken, pending.Terms, redemption.At, pending.Now);
        var change = uncounted.NextChange.Receive(
            [
                .. LotRestoration.ExtendExpiry(returned, fault, pending.Today),
                .. compensation.CreateLots(redemption.HonouredBy, pending),
            ],
            pending.Today
        );
        return new(uncounted, redemption, quantity, fault, points, compensation, change);
    }

    /// <summary>The redemption with these pieces reversed.</summary>
    /// <param name="entryId">The id of the entry that books the reversal.</param>
    public Redemption ApplyToRedemption(Request request, string entryId, string reason)
    {
        var reversed = Redemption.PiecesReversed + Quantity;
        var status = reversed == Redemption.Quantity ? RedemptionStatus.Reversed : RedemptionStatus.PartlyReversed;
        return (
            Compensation.ApplyTo(Redemption) with
            {
                PiecesReversed = reversed,
                PointsReversedForMerchantFault =
                    Fault == FaultParty.Merchant
                        ? Redemption.PointsReversedForMerchantFault + Points
                        : Redemption.PointsReversedForMerchantFault,
            }
        ).ChangeStatus(status, Compensation.EventOf(status, request.Now, entryId, Points, reason));
    }
}
