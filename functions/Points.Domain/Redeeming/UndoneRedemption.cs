using System.Collections.Immutable;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>Pieces of a redemption as they are undone: what comes back, to which lots, with what compensation.</summary>
/// <param name="Points">Of those pieces, without compensation.</param>
internal sealed record UndoneRedemption(
    Posting Posting,
    Redemption Redemption,
    int Quantity,
    AtFault By,
    Points Points,
    Points Compensation,
    Movement Movement
)
{
    public Cause.Reversal Cause =>
        new(
            Redemption.RedemptionId,
            Redemption.RewardId,
            Redemption.HonouredBy,
            Quantity,
            Redemption.Worth.Of(Quantity, Redemption.Quantity),
            By,
            Compensation,
            Redemption.Quantity - Redemption.Reversed - Quantity,
            Redemption.Revision
        );

    public ImmutableArray<Explanation> Explanation =>
        [
            new(
                Redemption.RewardId,
                Points,
                $"{Quantity} of {Redemption.Quantity} pieces undone, the {By.ToString().ToLowerInvariant()}'s doing"
            ),
            .. ReturnedLots.Words(Compensation, Redemption, Points),
            .. Movement.Deductions,
        ];

    public static UndoneRedemption Of(Posting posting, Redemption redemption, int quantity, AtFault by)
    {
        var uncounted = posting with
        {
            Wallet = posting.Wallet.Uncount(redemption.RewardId, quantity, redemption.At, posting.Terms),
        };
        var points = redemption.Points.Of(quantity, redemption.Quantity);
        // Of all that was undone by the merchant's fault so far: in however many parts, it comes to the same.
        var compensation =
            by == AtFault.Member
                ? Points.Zero
                : redemption.CompensationOn(redemption.ReversedByMerchant + points)
                    - redemption.CompensationOn(redemption.ReversedByMerchant);
        var taken = ReturnedLots.Of(
            redemption.Lots,
            redemption.Points.Of(redemption.Reversed, redemption.Quantity),
            points
        );
        var back = Lots.WithLongerValidity(taken, posting.Terms, redemption.At, posting.Now);
        var movement = uncounted.Move.Receive(
            [
                .. ReturnedLots.Usable(back, by, posting.Today),
                .. ReturnedLots.Compensation(compensation, redemption.HonouredBy, posting),
            ],
            posting.Today
        );
        return new(uncounted, redemption, quantity, by, points, compensation, movement);
    }

    /// <param name="entryId">Of the entry that says so.</param>
    public Redemption After(Request request, string entryId, string reason)
    {
        var reversed = Redemption.Reversed + Quantity;
        var status = reversed == Redemption.Quantity ? RedemptionStatus.Reversed : RedemptionStatus.PartlyReversed;
        return (
            Redemption with
            {
                Reversed = reversed,
                ReversedByMerchant =
                    By == AtFault.Merchant ? Redemption.ReversedByMerchant + Points : Redemption.ReversedByMerchant,
            }
        ).Become(status, new(status, request.Now, entryId, Points + Compensation, reason));
    }
}
