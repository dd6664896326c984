namespace Points.Domain.Ledger;

/// <summary>
/// Why an entry was booked. A closed set: the relay, the statements and the readers handle every case.
/// </summary>
public abstract record EntryKind
{
    private EntryKind() { }

    /// <summary>A purchase earned points.</summary>
    public sealed record Purchase(string MerchantId, string OrderId) : EntryKind;

    /// <summary>A published action earned points.</summary>
    /// <param name="Reference">Identifies this occurrence of the action.</param>
    public sealed record Action(string ActionId, string Reference) : EntryKind;

    /// <summary>A grant of the terms gave points or a reward, without a request and without points in return.</summary>
    /// <param name="Occurrence">The period and the number in it, such as <c>2027-01 #1</c>.</param>
    /// <param name="Reward">Null if it gave points.</param>
    public sealed record Grant(string GrantId, string Occurrence, GrantedReward? Reward) : EntryKind;

    /// <summary>An operator gave points or took some back: goodwill, or the correction of a mistake.</summary>
    /// <param name="Points">
    /// What was asked for, never 0; negative if points were taken. The balance changes by less if points that were
    /// given repaid debts.
    /// </param>
    /// <param name="Reference">The operator's own reference. It counts once for a member and programme.</param>
    public sealed record Adjustment(AdjustmentKind Adjusts, Points Points, string Reference) : EntryKind
    {
        public bool IsUp => Points > Points.Zero;
    }

    /// <summary>Points that the member had in another system were taken over, with their last days.</summary>
    /// <param name="Points">All of them, also those that repaid debts.</param>
    /// <param name="Reference">The operator's own reference. It counts once for a member and programme.</param>
    public sealed record OpeningBalance(Points Points, string Reference) : EntryKind;

    /// <summary>A reward was redeemed.</summary>
    /// <param name="HonouredBy">The merchant that provides the reward.</param>
    /// <param name="Worth">What all pieces together are worth to the member.</param>
    /// <param name="Voucher">The voucher that was issued; null for other rewards.</param>
    /// <param name="Pay">What remains to pay of the bill that the reward reduced; null without a bill.</param>
    public sealed record Redemption(
        string RedemptionId,
        string RewardId,
        string HonouredBy,
        Fen Worth,
        VoucherIssued? Voucher = null,
        Fen? Pay = null
    ) : EntryKind;

    /// <summary>Points were held for a reward. The hold ends when it is confirmed, cancelled, or expires.</summary>
    /// <param name="Quantity">In pieces.</param>
    /// <param name="Until">When the hold expires.</param>
    public sealed record Hold(
        string RedemptionId,
        string RewardId,
        string HonouredBy,
        Fen Worth,
        int Quantity,
        DateTimeOffset Until,
        Fen? Pay
    ) : EntryKind;

    /// <summary>A hold was confirmed: its points are spent.</summary>
    public sealed record Confirmation(string RedemptionId, string RewardId, string HonouredBy, Fen Worth, Fen? Pay)
        : EntryKind;

    /// <summary>A hold ended without confirmation: its points went back to the member.</summary>
    /// <param name="On">The business day that decides which returned lots have expired.</param>
    /// <param name="Compensation">
    /// Extra points in this entry, issued by the merchant that could not provide the reward.
    /// </param>
    /// <param name="Withheld">Compensation that the member did not get; null if nothing was withheld.</param>
    public sealed record Release(
        string RedemptionId,
        ReleaseReason Reason,
        DateOnly On,
        Points Compensation,
        WithheldCompensation? Withheld = null
    ) : EntryKind;

    /// <summary>A voucher was used. No points moved.</summary>
    /// <param name="Reference">The merchant's reference of the sale.</param>
    /// <param name="Worth">What the voucher paid.</param>
    /// <param name="Pay">What remains to pay of the bill; null without a bill.</param>
    /// <param name="PaidBy">
    /// The merchant that pays <paramref name="Worth"/>, because a grant gave the voucher; null if points did.
    /// </param>
    public sealed record VoucherUse(
        string RedemptionId,
        string HonouredBy,
        string Reference,
        Fen Worth,
        Fen? Pay,
        string? PaidBy = null
    ) : EntryKind;

    /// <summary>A redemption was reversed, in full or in part: its points came back.</summary>
    /// <param name="Quantity">How many pieces were reversed.</param>
    /// <param name="Worth">What those pieces are worth.</param>
    /// <param name="Compensation">
    /// Extra points in this entry beyond the redemption's own, issued by <paramref name="HonouredBy"/>.
    /// </param>
    /// <param name="PiecesLeft">How many pieces the member still has.</param>
    /// <param name="SpentRevision">
    /// The revision under which the points were spent. Merchants settle the reversal under the same terms.
    /// </param>
    /// <param name="Withheld">Compensation that the member did not get; null if nothing was withheld.</param>
    public sealed record Reversal(
        string RedemptionId,
        string RewardId,
        string HonouredBy,
        int Quantity,
        Fen Worth,
        FaultParty Fault,
        Points Compensation,
        int PiecesLeft,
        int SpentRevision,
        WithheldCompensation? Withheld = null
    ) : EntryKind;

    /// <summary>An order was refunded: the points that it had earned were taken back.</summary>
    /// <param name="TakenBack">
    /// The points taken back in all: from lots, as debt, and those that had expired unused.
    /// </param>
    /// <param name="PointsReturned">
    /// Points that had paid for part of the order. They came back by entries of their own.
    /// </param>
    /// <param name="EarnedRevision">
    /// The revision under which the order earned; null for an early refund, which waits for its purchase.
    /// </param>
    /// <param name="ExpiredUnused">
    /// The part of <paramref name="TakenBack"/> that had expired unused, so that no other points are taken for it.
    /// </param>
    public sealed record Refund(
        string MerchantId,
        string OrderId,
        string RefundId,
        Points TakenBack,
        Points PointsReturned,
        int? EarnedRevision,
        Lot? ExpiredUnused
    ) : EntryKind
    {
        /// <summary>Whether this is an early refund.</summary>
        public bool IsBeforePurchase => EarnedRevision is null;
    }

    /// <summary>Points were sent to another member of the family.</summary>
    /// <param name="Receiver">
    /// The key of the receiver's ledger; in entries from before keys were introduced, the member's id. The same for
    /// <c>Sender</c>.
    /// </param>
    /// <param name="ResumeAt">When a job continues the transfer if it has not ended by then.</param>
    public sealed record TransferOut(string TransferId, string Receiver, DateTimeOffset ResumeAt) : EntryKind;

    /// <summary>Points arrived from another member of the family.</summary>
    /// <param name="IsAccepted">False if the wallet could not take them; then no points moved.</param>
    public sealed record TransferIn(string TransferId, string Sender, bool IsAccepted) : EntryKind;

    /// <summary>A transfer ended for its sender.</summary>
    /// <param name="HasArrived">True if the receiver has the points; false if they went back to the sender.</param>
    public sealed record TransferCompletion(string TransferId, string Receiver, bool HasArrived) : EntryKind;

    /// <summary>Lots expired.</summary>
    /// <param name="On">The business day on which their last day had passed.</param>
    public sealed record Expiry(DateOnly On) : EntryKind;

    /// <summary>Points of earlier purchases became usable.</summary>
    /// <param name="On">The business day on which they could be used.</param>
    public sealed record PendingRelease(DateOnly On) : EntryKind;

    /// <summary>A revision changed when points that were earned before it expire (law L2).</summary>
    public sealed record ExpiryChange(int Revision) : EntryKind;

    /// <summary>The member's tier went down one step. No points moved.</summary>
    public sealed record TierReview(string FromTier, string ToTier, DateOnly On) : EntryKind;

    /// <summary>
    /// The member was erased: what was left in the wallet ended, and what was owed. It is the wallet's last entry.
    /// </summary>
    public sealed record Erasure(DateOnly On) : EntryKind;

    public T Match<T>(
        Func<Purchase, T> purchase,
        Func<Action, T> action,
        Func<Grant, T> grant,
        Func<Adjustment, T> adjustment,
        Func<OpeningBalance, T> openingBalance,
        Func<Redemption, T> redemption,
        Func<Hold, T> hold,
        Func<Confirmation, T> confirmation,
        Func<Release, T> release,
        Func<VoucherUse, T> voucherUse,
        Func<Reversal, T> reversal,
        Func<Refund, T> refund,
        Func<TransferOut, T> transferOut,
        Func<TransferIn, T> transferIn,
        Func<TransferCompletion, T> transferCompletion,
        Func<Expiry, T> expiry,
        Func<PendingRelease, T> pendingRelease,
        Func<ExpiryChange, T> expiryChange,
        Func<TierReview, T> tierReview,
        Func<Erasure, T> erasure
    ) =>
        this switch
        {
            Purchase kind => purchase(kind),
            Action kind => action(kind),
            Grant kind => grant(kind),
            Adjustment kind => adjustment(kind),
            OpeningBalance kind => openingBalance(kind),
            Redemption kind => redemption(kind),
            Hold kind => hold(kind),
            Confirmation kind => confirmation(kind),
            Release kind => release(kind),
            VoucherUse kind => voucherUse(kind),
            Reversal kind => reversal(kind),
            Refund kind => refund(kind),
            TransferOut kind => transferOut(kind),
            TransferIn kind => transferIn(kind),
            TransferCompletion kind => transferCompletion(kind),
            Expiry kind => expiry(kind),
            PendingRelease kind => pendingRelease(kind),
            ExpiryChange kind => expiryChange(kind),
            TierReview kind => tierReview(kind),
            Erasure kind => erasure(kind),
            _ => throw new InvalidOperationException($"{GetType()} is not a known entry kind"),
        };
}
