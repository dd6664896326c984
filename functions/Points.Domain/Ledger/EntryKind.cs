namespace Points.Domain.Ledger;

/// <summary>What an entry was booked for. A closed set: the relay, the statements and the readers handle each case.</summary>
public abstract record EntryKind
{
    private EntryKind() { }

    /// <summary>A purchase earned points.</summary>
    public sealed record Purchase(string MerchantId, string OrderId) : EntryKind;

    /// <summary>A published action earned points; <paramref name="Reference"/> tells one time from another.</summary>
    public sealed record Action(string ActionId, string Reference) : EntryKind;

    /// <summary>A reward was redeemed; <paramref name="Worth"/> is what it is worth to the member, all pieces together.</summary>
    /// <param name="Voucher">Which can be used later for what was redeemed.</param>
    /// <param name="Pay">What is left of the bill that the reward was taken off.</param>
    public sealed record Redemption(
        string RedemptionId,
        string RewardId,
        string HonouredBy,
        Fen Worth,
        VoucherIssued? Voucher = null,
        Fen? Pay = null
    ) : EntryKind;

    /// <summary>Points were set aside for a reward, until it is confirmed or cancelled, or <paramref name="Until"/> has come.</summary>
    /// <param name="Quantity">How many pieces.</param>
    public sealed record Hold(
        string RedemptionId,
        string RewardId,
        string HonouredBy,
        Fen Worth,
        int Quantity,
        DateTimeOffset Until,
        Fen? Pay
    ) : EntryKind;

    /// <summary>What was held is spent.</summary>
    public sealed record Confirmation(string RedemptionId, string RewardId, string HonouredBy, Fen Worth, Fen? Pay)
        : EntryKind;

    /// <summary>What was held is the member's again.</summary>
    /// <param name="On">The business day by which lots had expired, or had not.</param>
    /// <param name="Compensation">What is in the movement beyond what was held, issued by the merchant who could not give it.</param>
    public sealed record Release(string RedemptionId, ReleaseReason Reason, DateOnly On, Points Compensation)
        : EntryKind;

    /// <summary>A voucher was used; nothing moved.</summary>
    /// <param name="Worth">What it paid.</param>
    /// <param name="Pay">What is left of the bill, where one was named.</param>
    public sealed record VoucherUse(string RedemptionId, string HonouredBy, string Reference, Fen Worth, Fen? Pay)
        : EntryKind;

    /// <summary>Points of a redemption came back, wholly or in part.</summary>
    /// <param name="Quantity">How many pieces were undone.</param>
    /// <param name="Worth">Of those pieces.</param>
    /// <param name="Compensation">What is in the movement beyond the redemption's own points, issued by <paramref name="HonouredBy"/>.</param>
    /// <param name="PiecesLeft">How many pieces the member still has.</param>
    /// <param name="SpentRevision">The revision under which the points were spent: merchants settle the way back by the same.</param>
    public sealed record Reversal(
        string RedemptionId,
        string RewardId,
        string HonouredBy,
        int Quantity,
        Fen Worth,
        FaultParty Fault,
        Points Compensation,
        int PiecesLeft,
        int SpentRevision
    ) : EntryKind;

    /// <summary>What an order had earned was taken back.</summary>
    /// <param name="TakenBack">In all: from lots, as debt, and what had expired unused.</param>
    /// <param name="PointsReturned">Points that had paid for a part of the order, and came back by entries of their own.</param>
    /// <param name="EarnedRevision">The revision under which the order earned; null where the refund came before its purchase, and waits for that.</param>
    /// <param name="ExpiredUnused">What of <paramref name="TakenBack"/> had expired unused: it was gone already.</param>
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
        public bool IsBeforePurchase => EarnedRevision is null;
    }

    /// <summary>Points are on their way to another member of the family.</summary>
    public sealed record TransferOut(string TransferId, string ToMemberId, DateTimeOffset ResumeAt) : EntryKind;

    /// <summary>Points came from another member of the family; or could not be taken, and nothing moved.</summary>
    public sealed record TransferIn(string TransferId, string FromMemberId, bool IsAccepted) : EntryKind;

    /// <summary>Points that were on their way have arrived, or are the sender's again.</summary>
    public sealed record TransferCompletion(string TransferId, string ToMemberId, bool HasArrived) : EntryKind;

    /// <summary>Lots whose last day had passed on the business day <paramref name="On"/>.</summary>
    public sealed record Expiry(DateOnly On) : EntryKind;

    /// <summary>Lots that were earned before end when the terms of a revision say, and not when they would have (law L2).</summary>
    public sealed record ExpiryChange(int Revision) : EntryKind;

    /// <summary>The member's tier went down one step; nothing moved.</summary>
    public sealed record TierReview(string FromTier, string ToTier, DateOnly On) : EntryKind;

    public T Match<T>(
        Func<Purchase, T> purchase,
        Func<Action, T> action,
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
        Func<ExpiryChange, T> expiryChange,
        Func<TierReview, T> tierReview
    ) =>
        this switch
        {
            Purchase kind => purchase(kind),
            Action kind => action(kind),
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
            ExpiryChange kind => expiryChange(kind),
            TierReview kind => tierReview(kind),
            _ => throw new InvalidOperationException($"{GetType()} is no cause of an entry"),
        };
}

/// <summary>Why a hold ended without being confirmed.</summary>
public enum ReleaseReason
{
    Cancelled,

    /// <summary>Its time was over.</summary>
    Lapsed,
}

/// <summary>Who is to blame, or who changed their mind: it decides who bears what.</summary>
public enum FaultParty
{
    Member,
    Merchant,
}
