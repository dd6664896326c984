using System.Collections.Immutable;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>Pieces of a redemption as they are undone: what comes back, to which lots, with what compensation.</summary>
internal sealed record UndoneRedemption(Posting Posting, Redemption Redemption, int Quantity, AtFault By, Points Compensation)
{
    public Points Points => Redemption.Points.Of(Quantity, Redemption.Quantity);

    public Cause.Reversal Cause => new(
        Redemption.RedemptionId, Redemption.RewardId, Redemption.HonouredBy, Quantity, Redemption.Worth.Of(Quantity, Redemption.Quantity), By, Compensation,
        Redemption.Quantity - Redemption.Reversed - Quantity);

    public Movement Movement => Posting.Move.Receive([.. Back, .. ReturnedLots.Compensation(Compensation, Redemption.HonouredBy, Posting)], Posting.Today);

    public ImmutableArray<Explanation> Explanation =>
    [
        new(Redemption.RewardId, Points, $"{Quantity} of {Redemption.Quantity} pieces undone, the {By.ToString().ToLowerInvariant()}'s doing"),
        .. ReturnedLots.Words(Compensation, Redemption, Points),
        .. Movement.Deductions,
    ];

    private ImmutableArray<Lot> Back =>
        ReturnedLots.Usable(ReturnedLots.Of(Redemption.Lots, Redemption.Points.Of(Redemption.Reversed, Redemption.Quantity), Points), By, Posting.Today);

    public static UndoneRedemption Of(Posting posting, Redemption redemption, int quantity, AtFault by)
    {
        var uncounted = posting with { Wallet = posting.Wallet.Uncount(redemption.RewardId, quantity, redemption.At, posting.Terms) };
        var undone = new UndoneRedemption(uncounted, redemption, quantity, by, Points.Zero);
        // Of all that was undone by the merchant's fault so far: in however many parts, it comes to the same.
        return by == AtFault.Member ? undone : undone with
        {
            Compensation = redemption.CompensationOn(redemption.ReversedByMerchant + undone.Points) - redemption.CompensationOn(redemption.ReversedByMerchant),
        };
    }

    /// <param name="entryId">Of the entry that says so.</param>
    public Redemption After(Request request, string entryId, string reason)
    {
        var reversed = Redemption.Reversed + Quantity;
        var status = reversed == Redemption.Quantity ? RedemptionStatus.Reversed : RedemptionStatus.PartlyReversed;
        return (Redemption with { Reversed = reversed, ReversedByMerchant = By == AtFault.Merchant ? Redemption.ReversedByMerchant + Points : Redemption.ReversedByMerchant })
            .Become(status, new(status, request.Now, entryId, Points + Compensation, reason));
    }
}
