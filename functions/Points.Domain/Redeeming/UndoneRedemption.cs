using System.Collections.Immutable;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>Pieces of a redemption as they are undone: what comes back, to which lots, with what compensation.</summary>
internal sealed record UndoneRedemption(Posting Posting, Redemption Redemption, int Quantity, AtFault By, ImmutableArray<Lot> Back, Points Compensation)
{
    public Points Points => Redemption.Points.Of(Quantity, Redemption.Quantity);

    public Cause.Reversal Cause => new(
        Redemption.RedemptionId, Redemption.RewardId, Redemption.HonouredBy, Quantity, Redemption.Worth.Of(Quantity, Redemption.Quantity), By, Compensation,
        Redemption.Quantity - Redemption.Reversed - Quantity);

    /// <summary>The compensation is a lot of the honouring merchant's, who so pays for it, and of no budget.</summary>
    public Movement Movement => Posting.Move.Add(Back).Add(new Lot(
        Compensation, ReturnedLots.AtLeast(Posting.Terms.Validity.ExpiresOn(Posting.Today), Posting.Today), Redemption.HonouredBy));

    public ImmutableArray<Explanation> Explanation =>
    [
        new(Redemption.RewardId, Points, FormattableString.Invariant($"{Quantity} of {Redemption.Quantity} pieces undone, {By.ToString().ToLowerInvariant()}'s doing")),
        .. Compensation == Points.Zero ? [] : new[] { new Explanation("compensation", Compensation, $"{Redemption.CompensationRate * 100:0.##} % of {Points}, at the merchant's cost") },
    ];

    public static UndoneRedemption Of(Posting posting, Redemption redemption, int quantity, AtFault by)
    {
        var points = redemption.Points.Of(quantity, redemption.Quantity);
        var before = redemption.Points.Of(redemption.Reversed, redemption.Quantity);
        var back = ReturnedLots.Usable(ReturnedLots.Of(redemption.Lots, before, points), by, posting.Today);
        var uncounted = posting with { Wallet = posting.Wallet.Uncount(redemption.RewardId, quantity, redemption.At, posting.Terms) };
        var compensation = by == AtFault.Member ? Points.Zero
            : Compensated(redemption, redemption.ReversedByMerchant + points) - Compensated(redemption, redemption.ReversedByMerchant);
        return new(uncounted, redemption, quantity, by, back, compensation);
    }

    /// <param name="entryId">Of the entry that says so.</param>
    public Redemption After(Request request, string entryId, string reason)
    {
        var reversed = Redemption.Reversed + Quantity;
        var status = reversed == Redemption.Quantity ? RedemptionStatus.Reversed : RedemptionStatus.PartlyReversed;
        return (Redemption with { Reversed = reversed, ReversedByMerchant = By == AtFault.Merchant ? Redemption.ReversedByMerchant + Points : Redemption.ReversedByMerchant })
            .Become(status, new(status, request.Now, entryId, Points + Compensation, reason));
    }

    /// <summary>Of all that was undone by the merchant's fault so far: in however many parts, it comes to the same.</summary>
    private static Points Compensated(Redemption redemption, Points reversed) => new((long)(reversed.Value * redemption.CompensationRate));
}
